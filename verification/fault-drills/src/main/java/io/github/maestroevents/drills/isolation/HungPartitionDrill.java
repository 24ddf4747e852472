package io.github.maestroevents.drills.isolation;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.isolation.PartedSink.Answer;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One of ten partitions hangs for the whole time: its events have no answer until the delivery
 * timeout of the client is over. The nine others are healthy. Events go to all of them evenly, at a
 * fixed rate. Healthy events delivered in each interval are compared with those of a destination in
 * which nothing hangs.
 *
 * <p>Exit status: 0 all held; 1 an event is unaccounted for, or the healthy partitions had less
 * than they need, see {@link Shares}.
 */
public final class HungPartitionDrill {

  private static final int PARTITIONS = 10;
  private static final int KEYS_PER_PARTITION = 100;
  private static final int HUNG = 3;
  private static final int INTERVALS = 3;

  /** So little that the events of the hung partition fill the room within seconds. */
  private static final int LITTLE_ROOM = 128;

  private final Duration interval;
  private final int eventsPerSecond;
  private final PrintStream out;
  private final List<String> wrong = new ArrayList<>();

  private HungPartitionDrill(Duration interval, int eventsPerSecond, PrintStream out) {
    this.interval = interval;
    this.eventsPerSecond = eventsPerSecond;
    this.out = out;
  }

  /** Runs the drill; the first argument is the length of an interval in seconds, 10 by default. */
  public static void main(String[] args) {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    System.exit(
        run(
            Duration.ofSeconds(seconds),
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(30)),
            System.out));
  }

  static int run(Duration interval, List<Duration> deliveryTimeouts, PrintStream out) {
    return new HungPartitionDrill(interval, 200, out).run(deliveryTimeouts);
  }

  private int run(List<Duration> deliveryTimeouts) {
    out.printf(
        Locale.ROOT,
        "%d partitions, %d events a second to all of them evenly; healthy events per %.0f s%n"
            + "%-40s %8s %8s %8s %9s %9s%n",
        PARTITIONS,
        eventsPerSecond,
        interval.toMillis() / 1_000.0,
        "delivery timeout, hung partitions",
        "1st",
        "2nd",
        "3rd",
        "p50 [ms]",
        "p99 [ms]");
    SteadyLoad.warmUp(
        load -> new PartedSink(load, deliveryTimeouts.get(0), event -> Answer.delivered()));
    InFlightPolicy room = InFlightPolicy.defaults();
    long[] healthy = row("none hangs", null, deliveryTimeouts.get(0), room);
    for (Duration timeout : deliveryTimeouts) {
      String name = timeout.toMillis() / 1_000.0 + " s, one hangs";
      judge(name, healthy, row(name, HUNG, timeout, room));
    }
    String name = deliveryTimeouts.get(0).toMillis() / 1_000.0 + " s, one hangs, room for 128";
    judge(name, healthy, row(name, HUNG, deliveryTimeouts.get(0), room.withMaxEvents(LITTLE_ROOM)));
    wrong.forEach(what -> out.println("WRONG: " + what));
    out.println(
        wrong.isEmpty()
            ? "RESULT: the healthy partitions did not notice"
            : "RESULT: the healthy partitions suffered");
    return wrong.isEmpty() ? 0 : 1;
  }

  private long[] row(
      String name, @Nullable Integer hung, Duration deliveryTimeout, InFlightPolicy room) {
    SteadyLoad load =
        new SteadyLoad(
            PARTITIONS, KEYS_PER_PARTITION, eventsPerSecond, interval.multipliedBy(INTERVALS));
    PartedSink sink =
        new PartedSink(load, deliveryTimeout, event -> answer(event, hung, deliveryTimeout));
    Meters meters = new Meters();
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(sink)
            .name("hung-partition")
            .inFlight(room)
            .deadLetterHandler(load::givenUp)
            .metrics(meters.metrics())
            .closeTimeout(Duration.ZERO)
            .build();
    load.run(publisher);
    long[] delivered = new long[INTERVALS];
    for (int i = 0; i < INTERVALS; i++) {
      delivered[i] =
          load.arrivedOutside(HUNG, interval.multipliedBy(i), interval.multipliedBy(i + 1));
    }
    out.printf(
        Locale.ROOT,
        "%-40s %,8d %,8d %,8d %,9d %,9d%n",
        name,
        delivered[0],
        delivered[1],
        delivered[2],
        load.latencyOutside(HUNG, 50).toMillis(),
        load.latencyOutside(HUNG, 99).toMillis());
    publisher.close();
    account(name, load, publisher.stats());
    wrong.addAll(meters.contradictions(publisher.stats()));
    return delivered;
  }

  private static Answer answer(
      EncodedEvent event, @Nullable Integer hung, Duration deliveryTimeout) {
    int partition = SteadyLoad.part(event.orderingKey());
    return hung == null || partition != hung
        ? Answer.delivered()
        : new Answer(
            DeliveryOutcome.retryLater(new TimeoutException("no answer"))
                .inPart("partition " + partition),
            deliveryTimeout);
  }

  private void account(String name, SteadyLoad load, DeliveryStats stats) {
    if (!stats.balanced() || stats.offered() != load.events() || stats.undelivered() != 0) {
      wrong.add(name + ": an event is unaccounted for: " + stats);
    }
  }

  private void judge(String name, long[] healthy, long[] hung) {
    Shares shares = Shares.of(hung, healthy);
    if (!shares.areEnough()) {
      wrong.add(name + ": " + shares);
    }
  }
}
