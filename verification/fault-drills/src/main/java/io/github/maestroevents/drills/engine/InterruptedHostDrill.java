package io.github.maestroevents.drills.engine;

import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.drills.engine.Fates.Tally;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Host threads are interrupted once in each call of {@code send}, {@code submit}, {@code flush} and
 * {@code close}, at a random moment before, within or after it. Every flag has to be kept, every
 * event to have one fate, the engine to live, and to drain when close is cut short.
 *
 * <p>Exit status: 0 all held; 1 a flag, an event or a call was lost.
 */
public final class InterruptedHostDrill {

  private static final int CALLS = 300;
  private static final List<RacedSink> SINKS =
      List.of(RacedSink.PROMPT, RacedSink.ASYNCHRONOUS, RacedSink.PLAIN);

  private InterruptedHostDrill() {}

  /** Runs the drill; the first argument is the number of rounds of each kind, 25 by default. */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 25;
    System.exit(run(rounds, new SplittableRandom(), System.out));
  }

  static int run(int rounds, SplittableRandom random, PrintStream out) {
    List<String> wrong = new ArrayList<>();
    out.printf(
        "%-10s %-13s %7s %10s %10s %8s %10s %13s%n",
        "level",
        "sink",
        "rounds",
        "interrupts",
        "returned",
        "thrown",
        "delivered",
        "dead-lettered");
    for (AcceptanceLevel level : List.of(AcceptanceLevel.MEMORY, AcceptanceLevel.CONFIRMED)) {
      for (RacedSink sink : SINKS) {
        Tally sum = new Tally();
        for (int round = 0; round < rounds; round++) {
          sum.add(new InterruptedRound(level, sink, CALLS).run(random, wrong));
        }
        out.printf(
            Locale.ROOT,
            "%-10s %-13s %7d %,10d %,10d %,8d %,10d %,13d%n",
            level,
            sink.name().toLowerCase(Locale.ROOT),
            rounds,
            rounds * (InterruptedRound.HOSTS * CALLS + 1L),
            sum.returned,
            sum.thrown,
            sum.delivered,
            sum.deadLettered);
      }
    }
    wrong.stream().distinct().forEach(what -> out.println("WRONG: " + what));
    out.println(
        wrong.isEmpty()
            ? "RESULT: every flag is kept, every event is accounted for"
            : "RESULT: a flag, an event or a call was lost");
    return wrong.isEmpty() ? 0 : 1;
  }
}
