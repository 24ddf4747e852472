package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.benchmarks.Figures;
import io.github.maestroevents.benchmarks.Target;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.journal.SqliteJournal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code send} costs its caller under MEMORY, without a journal and with one that has nothing
 * to do. The first runs twice, so that the noise can be seen.
 */
final class SendCost {

  private static final double OF_NO_JOURNAL = 1.1;

  /** Calls in a row, well below the half of the queue from which on events are spilled. */
  private static final int BURST = 4_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JournalRaceSettings settings;
  private final Events events;
  private final Scratch scratch;

  SendCost(JournalRaceSettings settings, Events events, Scratch scratch) {
    this.settings = settings;
    this.events = events;
    this.scratch = scratch;
  }

  /** Runs all rounds and prints the table. */
  List<Target> run(PrintStream out) throws IOException {
    List<Double> without = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = 0; round < settings.warmUps() + settings.rounds(); round++) {
      double first = nanosPerCall(null);
      double journaled = nanosPerCall(scratch.directory());
      double second = nanosPerCall(null);
      if (round >= settings.warmUps()) {
        without.add(first);
        with.add(journaled);
        again.add(second);
      }
    }
    out.printf("%n%-26s %9s %9s %9s%n", "send, ns a call", "median", "min", "max");
    print(out, "no journal", without);
    print(out, "no journal, again", again);
    print(out, "an idle journal (SPILL)", with);
    return List.of(
        Target.medianAtMost(
            "send with an idle journal : without", ratios(with, without, again), OF_NO_JOURNAL));
  }

  private double nanosPerCall(@Nullable Path journal) {
    NonBlockingPublisherBuilder builder =
        NonBlockingNotificationPublisher.builder(new CountingSink());
    if (journal != null) {
      builder.journal(SqliteJournal.at(journal).open());
    }
    long nanos = 0;
    try (NonBlockingNotificationPublisher publisher = builder.build()) {
      for (int burst = 0; burst < settings.bursts(); burst++) {
        long start = System.nanoTime();
        for (int i = 0; i < BURST; i++) {
          publisher.send(events.event(i));
        }
        nanos += System.nanoTime() - start;
        if (!publisher.flush(PATIENCE).allDelivered() || publisher.stats().journaled() > 0) {
          throw new IllegalStateException("Not all went through memory: " + publisher.stats());
        }
      }
    }
    return (double) nanos / settings.bursts() / BURST;
  }

  /** To the mean of the two laps without, before and after. */
  private static Figures ratios(List<Double> with, List<Double> before, List<Double> after) {
    return Figures.of(
        IntStream.range(0, with.size())
            .mapToDouble(i -> 2 * with.get(i) / (before.get(i) + after.get(i))));
  }

  private static void print(PrintStream out, String who, List<Double> nanos) {
    Figures figures = Figures.of(nanos.stream().mapToDouble(Double::doubleValue));
    out.printf(
        Locale.ROOT,
        "%-26s %9.1f %9.1f %9.1f%n",
        who,
        figures.median(),
        figures.least(),
        figures.most());
  }
}
