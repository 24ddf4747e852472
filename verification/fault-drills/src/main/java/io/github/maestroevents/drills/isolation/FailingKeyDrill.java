package io.github.maestroevents.drills.isolation;

import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A lambda publisher fails for one ordering key of ten for the whole time. The others are healthy.
 * The engine has room for few events outside its queue, so that what an hour does with the default
 * room shows within seconds.
 *
 * <p>Exit status: 0 all held; 1 an event is unaccounted for, or the healthy keys had less than they
 * need, see {@link Shares}.
 */
public final class FailingKeyDrill {

  private static final int KEYS = 10;
  private static final int FAILING = 7;
  private static final int INTERVALS = 4;
  private static final int EVENTS_PER_SECOND = 200;
  private static final Duration CALL = Duration.ofMillis(1);

  private FailingKeyDrill() {}

  /** Runs the drill; the first argument is the length of an interval in seconds, 4 by default. */
  public static void main(String[] args) {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 4;
    System.exit(run(Duration.ofSeconds(seconds), 128, System.out));
  }

  static int run(Duration interval, int room, PrintStream out) {
    SteadyLoad.warmUp(warming -> warming::arrived);
    SteadyLoad load = new SteadyLoad(KEYS, 1, EVENTS_PER_SECOND, interval.multipliedBy(INTERVALS));
    Meters meters = new Meters();
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(event -> call(load, event))
            .name("failing-key")
            .inFlight(InFlightPolicy.defaults().withMaxEvents(room))
            .deadLetterHandler(load::givenUp)
            .metrics(meters.metrics())
            .closeTimeout(Duration.ofSeconds(2))
            .build();
    load.run(publisher);
    long sent = (long) (EVENTS_PER_SECOND * interval.toMillis() / 1_000.0 * 0.9);
    out.printf(
        Locale.ROOT,
        "%d keys, of which one fails, %d events a second to all of them evenly; room for %d%n"
            + "healthy events per %.0f s: sent %,d, delivered",
        KEYS,
        EVENTS_PER_SECOND,
        room,
        interval.toMillis() / 1_000.0,
        sent);
    List<String> wrong = new ArrayList<>();
    long[] delivered = new long[INTERVALS];
    for (int i = 0; i < INTERVALS; i++) {
      delivered[i] =
          load.arrivedOutside(FAILING, interval.multipliedBy(i), interval.multipliedBy(i + 1));
      out.printf(Locale.ROOT, " %,d", delivered[i]);
    }
    long[] sentEach = new long[INTERVALS];
    Arrays.fill(sentEach, sent);
    Shares shares = Shares.of(delivered, sentEach);
    if (!shares.areEnough()) {
      wrong.add(shares.toString());
    }
    out.printf(
        Locale.ROOT, "%np99 of the healthy %,d ms%n", load.latencyOutside(FAILING, 99).toMillis());
    publisher.close();
    DeliveryStats stats = publisher.stats();
    out.printf(
        Locale.ROOT,
        "after close: healthy events missing %,d, given up %,d; dropped in all %,d%n",
        load.missingOutside(FAILING),
        load.givenUpOutside(FAILING),
        stats.dropped());
    if (!stats.balanced() || stats.offered() != load.events() || stats.undelivered() != 0) {
      wrong.add("an event is unaccounted for: " + stats);
    }
    wrong.addAll(meters.contradictions(stats));
    wrong.forEach(what -> out.println("WRONG: " + what));
    out.println(
        wrong.isEmpty()
            ? "RESULT: the healthy keys did not notice"
            : "RESULT: the healthy keys suffered");
    return wrong.isEmpty() ? 0 : 1;
  }

  private static void call(SteadyLoad load, MaestroEvent event) {
    Pause.of(CALL);
    String key = String.valueOf(((StepInstanceStatusChangeEvent) event).workflowUuid());
    if (SteadyLoad.part(key) == FAILING) {
      throw new RetryableDeliveryException("refused");
    }
    load.arrived(event);
  }
}
