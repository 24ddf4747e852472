package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.benchmarks.Figures;
import io.github.maestroevents.benchmarks.Target;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Acceptance under JOURNALED against SQLite alone and the disk alone, in turns, for each number of
 * sending threads. SQLite and the disk get commits of the size that ours had in the same round.
 */
final class CommitRace {

  private static final double OF_SQLITE = 0.8;
  private static final double OF_THE_DISK = 0.7;

  private final JournalRaceSettings settings;
  private final Events events;
  private final Rows rows;
  private final Scratch scratch;

  CommitRace(JournalRaceSettings settings, Events events, Rows rows, Scratch scratch) {
    this.settings = settings;
    this.events = events;
    this.rows = rows;
    this.scratch = scratch;
  }

  /** Runs all rounds and prints the table. */
  List<Target> run(PrintStream out) throws Exception {
    out.printf(
        "%n%-26s %9s %9s %9s %10s %10s%n",
        "JOURNALED", "events/s", "min", "max", "commits/s", "events");
    out.printf("%-26s %9s %9s %9s %10s %10s%n", "", "median", "", "", "median", "/commit");
    List<Target> targets = new ArrayList<>();
    for (int senders : settings.senders()) {
      List<Round> rounds = rounds(senders);
      String who = senders == 1 ? "1 sender" : senders + " senders";
      print(out, who, rounds, Round::ours);
      print(out, "  SQLite alone", rounds, Round::sqlite);
      print(out, "  the same, handed over", rounds, Round::sqliteHandedOver);
      print(out, "  the disk, fdatasync", rounds, Round::disk);
      print(out, "  the disk, fsync", rounds, Round::diskWithTimes);
      targets.add(
          Target.median(
              "events/s, " + who + " : SQLite alone",
              ratios(rounds, round -> ratio(round.ours(), round.sqlite(), Pace::eventsPerSecond)),
              OF_SQLITE));
      targets.add(
          Target.median(
              "commits/s, " + who + " : fdatasync",
              ratios(rounds, round -> ratio(round.ours(), round.disk(), Pace::commitsPerSecond)),
              OF_THE_DISK));
    }
    return targets;
  }

  private List<Round> rounds(int senders) throws Exception {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < settings.warmUps() + settings.rounds(); i++) {
      Round round = round(senders);
      if (i >= settings.warmUps()) {
        rounds.add(round);
      }
    }
    return rounds;
  }

  private Round round(int senders) throws Exception {
    Path directory = scratch.directory();
    Pace ours =
        Senders.run(senders, events, directory.resolve("ours"), settings.leadIn(), settings.lap());
    Pace sqlite;
    try (BareSqlite bare = BareSqlite.in(directory, rows)) {
      sqlite = CommitLoop.run(bare, ours.eventsPerCommit(), settings.leadIn(), settings.lap());
    }
    Pace sqliteHandedOver = handedOver(scratch.directory(), ours.eventsPerCommit());
    Pace disk = sync(directory, ours.eventsPerCommit(), false);
    Pace diskWithTimes = sync(directory, ours.eventsPerCommit(), true);
    scratch.delete(directory);
    return new Round(ours, sqlite, sqliteHandedOver, disk, diskWithTimes);
  }

  private Pace handedOver(Path directory, double eventsPerCommit) throws Exception {
    try (BareSqlite bare = BareSqlite.in(directory, rows);
        HandedOver handedOver = new HandedOver(bare)) {
      return CommitLoop.run(handedOver, eventsPerCommit, settings.leadIn(), settings.lap());
    } finally {
      scratch.delete(directory);
    }
  }

  private Pace sync(Path directory, double eventsPerCommit, boolean metadata) throws Exception {
    try (RawSync raw = RawSync.in(directory, rows.meanBytes(), metadata)) {
      return CommitLoop.run(raw, eventsPerCommit, settings.leadIn(), settings.lap());
    }
  }

  private static double ratio(Pace one, Pace other, ToDoubleFunction<Pace> figure) {
    return figure.applyAsDouble(one) / figure.applyAsDouble(other);
  }

  private static Figures ratios(List<Round> rounds, ToDoubleFunction<Round> ratio) {
    return Figures.of(rounds.stream().mapToDouble(ratio));
  }

  private static void print(
      PrintStream out, String who, List<Round> rounds, Function<Round, Pace> of) {
    List<Pace> paces = rounds.stream().map(of).toList();
    Figures speeds = Figures.of(paces.stream().mapToDouble(Pace::eventsPerSecond));
    out.printf(
        Locale.ROOT,
        "%-26s %,9.0f %,9.0f %,9.0f %,10.0f %,10.2f%n",
        who,
        speeds.median(),
        speeds.least(),
        speeds.most(),
        Figures.of(paces.stream().mapToDouble(Pace::commitsPerSecond)).median(),
        Figures.of(paces.stream().mapToDouble(Pace::eventsPerCommit)).median());
  }

  /** All, within seconds of each other. */
  private record Round(
      Pace ours, Pace sqlite, Pace sqliteHandedOver, Pace disk, Pace diskWithTimes) {}
}
