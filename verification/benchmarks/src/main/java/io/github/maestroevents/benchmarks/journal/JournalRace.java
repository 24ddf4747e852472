package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.benchmarks.Target;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the journal costs: acceptance on disk against SQLite and the disk alone, a backlog opened
 * and drained against delivery from memory, and {@code send} beside a journal that has nothing to
 * do. All in one run; what counts are the ratios.
 *
 * <p>Exit status: 0 all targets were met; 1 it failed or an event was lost; 2 a target was missed.
 */
public final class JournalRace {

  private JournalRace() {}

  /** Runs it: directory, rounds, milliseconds of a lap, events in the backlog. */
  public static void main(String[] args) throws Exception {
    System.exit(run(JournalRaceSettings.of(args), System.out));
  }

  static int run(JournalRaceSettings settings, PrintStream out) throws Exception {
    List<Target> targets = new ArrayList<>();
    try (Scratch scratch = Scratch.in(settings.directory())) {
      Events events = Events.ofWorkflowRuns();
      Rows rows = Rows.of(events, scratch.directory());
      out.printf(
          Locale.ROOT,
          "Events of %,d bytes in rows of %,.0f; laps of %,d ms, %d rounds after %d to warm up;"
              + " load average %.1f%n",
          events.meanPayloadBytes(),
          rows.meanBytes(),
          settings.lap().toMillis(),
          settings.rounds(),
          settings.warmUps(),
          loadAverage());
      targets.addAll(new CommitRace(settings, events, rows, scratch).run(out));
      targets.addAll(new BacklogRace(settings, events, scratch).run(out));
      targets.addAll(new SendCost(settings, events, scratch).run(out));
    }
    out.printf(Locale.ROOT, "%nLoad average at the end: %.1f%n%n", loadAverage());
    targets.forEach(target -> target.print(out));
    boolean met = targets.stream().allMatch(Target::isMet);
    out.println(
        met
            ? "RESULT: every event arrived, every target was met"
            : "RESULT: every event arrived, a target was missed");
    return met ? 0 : 2;
  }

  /** Of the last minute: how many threads wanted a processor, the other processes' included. */
  private static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
