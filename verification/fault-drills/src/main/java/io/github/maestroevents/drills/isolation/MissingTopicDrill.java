package io.github.maestroevents.drills.isolation;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.TemporaryDirectory;
import io.github.maestroevents.drills.isolation.PartedSink.Answer;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A publisher to several topics, of which one is missing, or to one topic for which a tenth of the
 * runs lack a grant: their events fail for the whole time, and the failures are the events' own.
 * The other events have to arrive as if nothing were wrong, and the circuit stays closed.
 *
 * <p>Exit status: 0 all held; 1 an event is unaccounted for, a healthy event was lost or late, or
 * the circuit opened.
 */
public final class MissingTopicDrill {

  /** How much later the median healthy event may be than where nothing fails. */
  private static final double P50_BOUND = 3;

  /** Events that may be in memory where a journal keeps the rest. */
  private static final int LITTLE_ROOM = 256;

  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final int FAILING = 1;
  private static final int KEYS_PER_PART = 500;

  private final Duration length;
  private final int eventsPerSecond;
  private final PrintStream out;
  private final List<String> wrong = new ArrayList<>();

  private MissingTopicDrill(Duration length, int eventsPerSecond, PrintStream out) {
    this.length = length;
    this.eventsPerSecond = eventsPerSecond;
    this.out = out;
  }

  /** Runs the drill; the first argument is the length of a load in seconds, 30 by default. */
  public static void main(String[] args) {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
    System.exit(run(Duration.ofSeconds(seconds), 1_000, System.out));
  }

  static int run(Duration length, int eventsPerSecond, PrintStream out) {
    return new MissingTopicDrill(length, eventsPerSecond, out).run();
  }

  private int run() {
    out.printf(
        Locale.ROOT,
        "%,d events a second for %.0f s%n%-32s %9s %9s %9s %9s %9s %9s %9s %9s%n",
        eventsPerSecond,
        length.toMillis() / 1_000.0,
        "healthy events",
        "sent",
        "p50 [ms]",
        "p99 [ms]",
        "missing",
        "given up",
        "dropped",
        "parked",
        "opened");
    SteadyLoad.warmUp(
        load -> new PartedSink(load, Duration.ofSeconds(30), event -> Answer.delivered()));
    Duration healthy = row("two topics, both healthy", 2, event -> Answer.delivered());
    Duration missing = row("two topics, one missing", 2, event -> failing(event, "topic b"));
    Duration parked = journalRow("one missing, with a journal");
    Duration ungranted = row("one topic, 10 % lack a grant", 10, event -> failing(event, ""));
    expect("one missing: healthy events were late", isInTime(missing, healthy));
    expect("with a journal: healthy events were late", isInTime(parked, healthy));
    expect("10 % lack a grant: healthy events were late", isInTime(ungranted, healthy));
    wrong.forEach(what -> out.println("WRONG: " + what));
    out.println(
        wrong.isEmpty()
            ? "RESULT: the healthy events did not notice"
            : "RESULT: the healthy events suffered");
    return wrong.isEmpty() ? 0 : 1;
  }

  private static Answer failing(EncodedEvent event, String topic) {
    if (SteadyLoad.part(event.orderingKey()) != FAILING) {
      return Answer.delivered();
    }
    IOException cause = new IOException("refused");
    return Answer.refused(
        topic.isEmpty()
            ? DeliveryOutcome.retryLater(cause).ofEvent()
            : DeliveryOutcome.retryLater(cause).ofEvent().inPart(topic));
  }

  private static boolean isInTime(Duration p50, Duration healthy) {
    return p50.toNanos() < healthy.toNanos() * P50_BOUND;
  }

  private Duration row(String name, int parts, Function<EncodedEvent, Answer> answers) {
    return row(name, parts, answers, InFlightPolicy.defaults(), null);
  }

  /** With so little room that the events of the missing topic soon go to disk. */
  private Duration journalRow(String name) {
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      return row(
          name,
          2,
          event -> failing(event, "topic b"),
          InFlightPolicy.defaults().withMaxEvents(LITTLE_ROOM),
          SqliteJournal.at(directory.path()).open());
    }
  }

  private Duration row(
      String name,
      int parts,
      Function<EncodedEvent, Answer> answers,
      InFlightPolicy room,
      @Nullable EventJournal journal) {
    SteadyLoad load = new SteadyLoad(parts, KEYS_PER_PART, eventsPerSecond, length);
    AtomicInteger opened = new AtomicInteger();
    Meters meters = new Meters();
    NonBlockingPublisherBuilder builder =
        NonBlockingNotificationPublisher.builder(
                new PartedSink(load, Duration.ofSeconds(30), answers))
            .name("missing-topic")
            .inFlight(room)
            .deadLetterHandler(load::givenUp)
            .metrics(meters.metrics())
            .circuitListener((from, to) -> opened.addAndGet(to == CircuitState.OPEN ? 1 : 0))
            .closeTimeout(CLOSE);
    NonBlockingNotificationPublisher publisher =
        (journal == null ? builder : builder.journal(journal)).build();
    load.run(publisher);
    long parked = publisher.stats().parked();
    Duration p50 = load.latencyOutside(FAILING, 50);
    Duration p99 = load.latencyOutside(FAILING, 99);
    publisher.close();
    DeliveryStats stats = publisher.stats();
    out.printf(
        Locale.ROOT,
        "%-32s %,9d %,9d %,9d %,9d %,9d %,9d %,9d %,9d%n",
        name,
        load.events() - load.events() / parts,
        p50.toMillis(),
        p99.toMillis(),
        load.missingOutside(FAILING),
        load.givenUpOutside(FAILING),
        stats.dropped(),
        parked,
        opened.get());
    expect(name + ": an event is unaccounted for: " + stats, isAccountedFor(load, stats));
    wrong.addAll(meters.contradictions(stats));
    expect(name + ": an event was given up", journal == null || stats.deadLettered() == 0);
    expect(name + ": nothing was parked", journal == null || parked > 0);
    expect(name + ": healthy events were lost", load.missingOutside(FAILING) == 0);
    expect(name + ": the circuit opened", opened.get() == 0);
    return p50;
  }

  private static boolean isAccountedFor(SteadyLoad load, DeliveryStats stats) {
    return stats.balanced()
        && stats.offered() == load.events()
        && stats.undelivered() == stats.journaled();
  }

  private void expect(String otherwise, boolean holds) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }
}
