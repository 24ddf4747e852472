package io.github.maestroevents.drills.host;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.drills.Patience;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.drills.TemporaryDirectory;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * How long {@code close} takes while the destination is away, and what becomes of the undelivered
 * events: with a journal they stay there; without one they go to another publisher, which is slow.
 *
 * <p>Exit status: 0 all held; 1 an event is unaccounted for, a dead letter did not arrive, or close
 * took longer than it says.
 */
public final class CloseTimeDrill {

  /** A batch of letters takes so long: four batches in flight make 20,000 letters a second. */
  private static final Duration LETTERS = Duration.ofMillis(10);

  private static final int LETTERS_IN_BATCH = 50;
  private static final int CALLERS = 8;

  /** For a machine that has other things to do. */
  private static final Duration HICCUP = Duration.ofSeconds(5);

  private final Duration closeTimeout;
  private final int events;
  private final int letters;
  private final PrintStream out;
  private final List<String> wrong = new ArrayList<>();

  private CloseTimeDrill(Duration closeTimeout, int events, int letters, PrintStream out) {
    this.closeTimeout = closeTimeout;
    this.events = events;
    this.letters = letters;
    this.out = out;
  }

  /**
   * Runs the drill; the arguments are the number of events in a journal, 5,000 by default, and that
   * of events without one, 65,537 by default.
   */
  public static void main(String[] args) {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int letters = args.length > 1 ? Integer.parseInt(args[1]) : 65_537;
    Duration closeTimeout = NonBlockingPublisherBuilder.DEFAULT_CLOSE_TIMEOUT;
    System.exit(run(closeTimeout, events, letters, System.out));
  }

  static int run(Duration closeTimeout, int events, int letters, PrintStream out) {
    return new CloseTimeDrill(closeTimeout, events, letters, out).run();
  }

  private int run() {
    out.printf(
        "%-36s %9s %9s %9s %9s %9s%n",
        "close", "accepted", "close [s]", "journaled", "dead", "arrived");
    UnaryOperator<NonBlockingPublisherBuilder> journaled =
        builder -> builder.acceptance(AcceptancePolicy.journaled());
    journalRow("JOURNALED, destination silent", silent(), journaled);
    journalRow("JOURNALED, destination refuses", refusing(), journaled);
    journalRow("SPILL, destination silent", silent(), builder -> builder);
    journalRow("SPILL, destination refuses", refusing(), builder -> builder);
    lettersRow("letters to a slow publisher, silent", silent());
    lettersRow("letters to a slow publisher, refuses", refusing());
    wrong.forEach(what -> out.println("WRONG: " + what));
    out.println(
        wrong.isEmpty()
            ? "RESULT: every event is accounted for, and close ended in time"
            : "RESULT: an event is unaccounted for, or close took too long");
    return wrong.isEmpty() ? 0 : 1;
  }

  private void journalRow(
      String name,
      BatchNotificationPublisher destination,
      UnaryOperator<NonBlockingPublisherBuilder> level) {
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      AtomicLong dead = new AtomicLong();
      NonBlockingNotificationPublisher publisher =
          level
              .apply(
                  NonBlockingNotificationPublisher.builder(destination)
                      .name("close")
                      .closeTimeout(closeTimeout)
                      .closeTimeout(closeTimeout)
                      .deadLetterHandler(letter -> dead.incrementAndGet()))
              .journal(SqliteJournal.at(directory.path()).open())
              .build();
      send(publisher, events);
      double seconds = secondsToClose(name, publisher);
      DeliveryStats stats = publisher.stats();
      long found = events(directory.path());
      row(name, stats, seconds, found, dead.get(), 0);
      expect(
          name + ": " + (stats.accepted() - found - dead.get()) + " events are nowhere",
          stats.accepted() == found + dead.get());
      expect(name + ": unbalanced: " + stats, stats.balanced());
    }
  }

  private void lettersRow(String name, BatchNotificationPublisher destination) {
    AtomicLong arrived = new AtomicLong();
    NonBlockingNotificationPublisher graveyard =
        NonBlockingNotificationPublisher.builder(new SlowGraveyard(arrived))
            .name("letters")
            .build();
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(destination)
            .name("close")
            .closeTimeout(closeTimeout)
            .queue(QueuePolicy.defaults().withCapacity(1 << 17))
            .deadLettersTo(graveyard)
            .build();
    send(publisher, letters);
    double seconds = secondsToClose(name, publisher);
    DeliveryStats stats = publisher.stats();
    row(name, stats, seconds, 0, stats.deadLettered(), arrived.get());
    out.println("  the publisher of the letters: " + graveyard.stats());
    expect(name + ": unbalanced: " + stats, stats.balanced() && stats.undelivered() == 0);
    expect(name + ": letters unbalanced", graveyard.stats().balanced());
    expect(
        name + ": " + (stats.deadLettered() - arrived.get()) + " letters did not arrive",
        arrived.get() >= stats.deadLettered());
  }

  private static void send(NonBlockingNotificationPublisher publisher, int events) {
    List<Thread> callers = new ArrayList<>();
    for (int c = 0; c < CALLERS; c++) {
      int caller = c;
      Thread thread =
          new Thread(
              () -> {
                for (int i = caller; i < events; i += CALLERS) {
                  publisher.send(SampleEvents.step("run-" + i % 1_000, i));
                }
              });
      callers.add(thread);
      thread.start();
    }
    callers.forEach(Patience::join);
  }

  private double secondsToClose(String name, NonBlockingNotificationPublisher publisher) {
    long start = System.nanoTime();
    publisher.close();
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration bound = closeTimeout.plus(NonBlockingNotificationPublisher.CLOSE_GRACE).plus(HICCUP);
    expect(name + ": close took " + seconds + " s", seconds * 1_000 < bound.toMillis());
    return seconds;
  }

  private static long events(Path directory) {
    try (EventJournal journal = SqliteJournal.at(directory).open()) {
      return journal.stats().events();
    }
  }

  private void row(
      String name, DeliveryStats stats, double seconds, long journaled, long dead, long arrived) {
    out.printf(
        Locale.ROOT,
        "%-36s %,9d %9.1f %,9d %,9d %,9d%n",
        name,
        stats.accepted(),
        seconds,
        journaled,
        dead,
        arrived);
  }

  private static BatchNotificationPublisher silent() {
    return new Away(new CompletableFuture<>());
  }

  private static BatchNotificationPublisher refusing() {
    return new Away(CompletableFuture.failedFuture(new IOException("refused")));
  }

  private void expect(String otherwise, boolean holds) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  /** Takes what comes, slowly. */
  private record SlowGraveyard(AtomicLong arrived) implements BatchNotificationPublisher {
    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      int events = batch.size();
      return CompletableFuture.supplyAsync(
          () -> {
            arrived.addAndGet(events);
            return BatchResult.allDelivered(events);
          },
          CompletableFuture.delayedExecutor(LETTERS.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(LETTERS_IN_BATCH);
    }
  }

  /** A destination that gives every batch the same stage. */
  private record Away(CompletableFuture<BatchResult> answer) implements BatchNotificationPublisher {
    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      return answer;
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(500);
    }
  }
}
