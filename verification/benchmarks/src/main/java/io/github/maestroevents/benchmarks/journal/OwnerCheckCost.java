package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.benchmarks.Figures;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What it costs a commit to look, within its transaction, which process owns the journal: SQLite
 * alone commits the rows of a journal with and without that look, in turns. With the sync of a
 * journal, and without any, since a sync hides what the look itself takes; and by the clock and by
 * the processor, which a busy machine disturbs less.
 */
public final class OwnerCheckCost {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private OwnerCheckCost() {}

  /** Runs it: directory, rounds, milliseconds of a lap. */
  public static void main(String[] args) throws Exception {
    run(JournalRaceSettings.of(args), System.out);
  }

  static void run(JournalRaceSettings settings, PrintStream out) throws Exception {
    try (Scratch scratch = Scratch.in(settings.directory())) {
      Rows rows = Rows.of(Events.ofWorkflowRuns(), scratch.directory());
      out.printf(
          "%-32s %10s %10s %10s %8s %8s %8s%n",
          "us a commit of 1 event", "without", "with", "the look", "ratio", "min", "max");
      print(out, "synced, as a journal", rounds(settings, rows, scratch, "FULL"));
      print(out, "not synced", rounds(settings, rows, scratch, "OFF"));
    }
  }

  private static void print(PrintStream out, String what, List<Round> rounds) {
    print(out, what, rounds, Commit::micros);
    print(out, "  of it on a processor", rounds, Commit::processorMicros);
  }

  private static List<Round> rounds(
      JournalRaceSettings settings, Rows rows, Scratch scratch, String synchronous)
      throws Exception {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < settings.warmUps() + settings.rounds(); i++) {
      Path directory = scratch.directory();
      boolean firstWith = i % 2 == 0; // neither has the better half of a round for ever
      Commit first = commit(settings, rows, directory.resolve("1"), synchronous, firstWith);
      Commit second = commit(settings, rows, directory.resolve("2"), synchronous, !firstWith);
      if (i >= settings.warmUps()) {
        rounds.add(firstWith ? new Round(second, first) : new Round(first, second));
      }
      scratch.delete(directory);
    }
    return rounds;
  }

  private static Commit commit(
      JournalRaceSettings settings,
      Rows rows,
      Path directory,
      String synchronous,
      boolean looksForOwner)
      throws Exception {
    try (BareSqlite bare = BareSqlite.in(Files.createDirectory(directory), rows)) {
      bare.synchronous(synchronous);
      if (looksForOwner) {
        bare.looksForOwner();
      }
      Pace unused = CommitLoop.run(bare, 1, Duration.ZERO, settings.leadIn());
      long before = THREADS.getCurrentThreadCpuTime();
      Pace pace = CommitLoop.run(bare, 1, Duration.ZERO, settings.lap());
      double nanos = THREADS.getCurrentThreadCpuTime() - before;
      long commits = pace.done().commits();
      return new Commit(pace.nanos() / 1e3 / commits, nanos / 1e3 / (commits + 1)); // and a first
    }
  }

  private static void print(
      PrintStream out, String what, List<Round> rounds, ToDoubleFunction<Commit> figure) {
    double without = median(rounds, round -> figure.applyAsDouble(round.without()));
    double with = median(rounds, round -> figure.applyAsDouble(round.with()));
    Figures ratios =
        Figures.of(
            rounds.stream()
                .mapToDouble(
                    round ->
                        figure.applyAsDouble(round.with())
                            / figure.applyAsDouble(round.without())));
    out.printf(
        Locale.ROOT,
        "%-32s %10.1f %10.1f %10.1f %8.2f %8.2f %8.2f%n",
        what,
        without,
        with,
        with - without,
        ratios.median(),
        ratios.least(),
        ratios.most());
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Figures.of(rounds.stream().mapToDouble(figure)).median();
  }

  /** What one took. */
  private record Commit(double micros, double processorMicros) {}

  /** Both, within seconds of each other. */
  private record Round(Commit without, Commit with) {}
}
