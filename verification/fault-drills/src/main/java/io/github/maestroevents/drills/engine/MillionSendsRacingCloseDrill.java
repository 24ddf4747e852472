package io.github.maestroevents.drills.engine;

import io.github.maestroevents.drills.engine.Fates.Tally;
import io.github.maestroevents.drills.engine.RacingRound.Way;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Four threads send until they are refused, while the publisher closes at a random moment; round
 * after round, with every kind of sink and every way of sending. Each event is followed by its
 * number: whose call returned is delivered, dead-lettered or counted as dropped, once; whose call
 * threw is none of it, but that an event not confirmed may have been delivered.
 *
 * <p>Exit status: 0 all held; 1 an event or a call is unaccounted for.
 */
public final class MillionSendsRacingCloseDrill {

  private static final int ROUNDS = 40;
  private static final int LATEST_CLOSE = 10_000;
  private static final int LATEST_CLOSE_OF_CONFIRMED = 64;

  private MillionSendsRacingCloseDrill() {}

  /**
   * Runs the drill; the first argument is the number of sends at least, a million by default; there
   * are {@value #ROUNDS} rounds of each kind at least.
   */
  public static void main(String[] args) {
    int sends = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    System.exit(run(sends, ROUNDS, new SplittableRandom(), System.out));
  }

  static int run(int sends, int rounds, SplittableRandom random, PrintStream out) {
    List<Row> rows = rows();
    List<String> wrong = new ArrayList<>();
    long sent = 0;
    for (int round = 0; round < rounds || sent < sends; round++) {
      for (Row row : rows) {
        int latest = row.way == Way.SEND_CONFIRMED ? LATEST_CLOSE_OF_CONFIRMED : LATEST_CLOSE;
        Tally tally = new RacingRound(row.way, row.sink, random.nextInt(latest)).run(wrong);
        row.add(tally);
        sent += tally.returned + tally.thrown;
      }
    }
    print(rows, out);
    wrong.stream().distinct().forEach(what -> out.println("WRONG: " + what));
    out.println(
        wrong.isEmpty()
            ? "RESULT: every event is accounted for"
            : "RESULT: an event or a call is unaccounted for");
    return wrong.isEmpty() ? 0 : 1;
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (RacedSink sink : RacedSink.values()) {
      for (Way way : Way.values()) {
        // A confirmed sender would wait for a hanging sink, and nobody would come to close.
        if (sink != RacedSink.HANGING || way != Way.SEND_CONFIRMED) {
          rows.add(new Row(sink, way));
        }
      }
    }
    return rows;
  }

  private static void print(List<Row> rows, PrintStream out) {
    out.printf(
        "%-13s %-15s %6s %10s %8s %10s %13s %9s%n",
        "sink", "way", "rounds", "returned", "thrown", "delivered", "dead-lettered", "dropped");
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          "%-13s %-15s %6d %,10d %,8d %,10d %,13d %,9d%n",
          name(row.sink),
          name(row.way),
          row.rounds,
          row.sum.returned,
          row.sum.thrown,
          row.sum.delivered,
          row.sum.deadLettered,
          row.sum.withoutEnd);
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static final class Row {
    private final RacedSink sink;
    private final Way way;
    private final Tally sum = new Tally();
    private int rounds;

    Row(RacedSink sink, Way way) {
      this.sink = sink;
      this.way = way;
    }

    void add(Tally tally) {
      sum.add(tally);
      rounds++;
    }
  }
}
