package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.benchmarks.Figures;
import io.github.maestroevents.benchmarks.Target;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.SqliteJournal;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A host with little memory that finds a large backlog: how long it takes to open, and how fast it
 * is delivered, against the same engine and destination fed from memory. Each in a JVM of its own.
 */
final class BacklogRace {

  private static final double OPEN_SECONDS = 2;
  private static final double OF_MEMORY = 0.5;

  private static final int EVENTS_PER_COMMIT = 1024;
  private static final long MAX_BYTES = 16L << 30;

  private final JournalRaceSettings settings;
  private final Events events;
  private final Scratch scratch;

  BacklogRace(JournalRaceSettings settings, Events events, Scratch scratch) {
    this.settings = settings;
    this.events = events;
    this.scratch = scratch;
  }

  /** Runs all rounds and prints the table. */
  List<Target> run(PrintStream out) throws Exception {
    Path backlog = scratch.directory();
    write(backlog);
    Path file = backlog.resolve("events.db");
    out.printf(
        Locale.ROOT,
        "%n%-26s %9s %9s %9s %9s   (%,d events, a file of %,d MB, -Xmx%s, %d rounds)%n",
        "Backlog",
        "open s",
        "events/s",
        "min",
        "max",
        settings.backlogEvents(),
        Files.size(file) >> 20,
        BacklogHost.HEAP,
        settings.backlogRounds());
    List<BacklogHost.Report> drained = new ArrayList<>();
    List<BacklogHost.Report> fed = new ArrayList<>();
    for (int round = 0; round < settings.backlogRounds(); round++) {
      Path copy = scratch.directory();
      Files.copy(file, copy.resolve(file.getFileName()));
      drained.add(BacklogHost.start("journal", copy, settings.backlogEvents()));
      fed.add(BacklogHost.start("memory", copy, settings.backlogEvents()));
      scratch.delete(copy);
    }
    scratch.delete(backlog);
    print(out, "from the journal", drained);
    print(out, "from memory", fed);
    return List.of(
        Target.neverAbove(
            "seconds to open the backlog",
            each(drained, BacklogHost.Report::openSeconds),
            OPEN_SECONDS),
        Target.median("drained : from memory", ratios(drained, fed), OF_MEMORY));
  }

  private void write(Path directory) {
    try (EventJournal journal = SqliteJournal.at(directory).maxBytes(MAX_BYTES).open()) {
      for (int written = 0; written < settings.backlogEvents(); ) {
        int size = Math.min(EVENTS_PER_COMMIT, settings.backlogEvents() - written);
        List<JournalEntry> entries = new ArrayList<>(size);
        for (int i = 0; i < size; i++, written++) {
          entries.add(new JournalEntry(written + 1, Instant.now(), events.encoded(written)));
        }
        journal.append(entries);
      }
    }
  }

  private static Figures ratios(List<BacklogHost.Report> ones, List<BacklogHost.Report> others) {
    return Figures.of(
        IntStream.range(0, ones.size())
            .mapToDouble(i -> ones.get(i).eventsPerSecond() / others.get(i).eventsPerSecond()));
  }

  private static Figures each(
      List<BacklogHost.Report> reports, ToDoubleFunction<BacklogHost.Report> figure) {
    return Figures.of(reports.stream().mapToDouble(figure));
  }

  private static void print(PrintStream out, String who, List<BacklogHost.Report> reports) {
    Figures speeds = each(reports, BacklogHost.Report::eventsPerSecond);
    out.printf(
        Locale.ROOT,
        "%-26s %9.2f %,9.0f %,9.0f %,9.0f%n",
        who,
        each(reports, BacklogHost.Report::openSeconds).median(),
        speeds.median(),
        speeds.least(),
        speeds.most());
  }
}
