package io.github.maestroevents.drills;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Four threads send ten million events into publishers whose sink hangs for ever, and as many into
 * one whose sink is healthy, in turns within one run: flat out, where every queue overflows, and a
 * tenth of it in bursts, which a healthy sink keeps up with. Every call has to return, none may
 * throw, every event has to be accounted for, the heap has to suffice, and the callers' p99 may not
 * double.
 *
 * <p>Exit status: 0 all held; 1 an event or a call was lost; 2 all held but the latency.
 */
public final class HungSinkDrill {

  static final int THREADS = 4;
  static final int ROUNDS = 5;
  static final double P99_BOUND = 2.0;

  private HungSinkDrill() {}

  /** Runs the drill; the first argument is the number of sends per sink, ten million by default. */
  public static void main(String[] args) {
    int sends = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
    System.exit(run(sends, System.out));
  }

  static int run(int sendsPerSink, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%d threads, heap limit %d MB; latency of send() in ns, two clock reads included%n",
        THREADS,
        Runtime.getRuntime().maxMemory() >> 20);
    int flatOut = compare("flat out", Load.Pace.FLAT_OUT, sendsPerSink, out);
    int bursts = compare("in bursts", Load.Pace.BURSTS, sendsPerSink / 10, out);
    boolean lost = flatOut == 1 || bursts == 1;
    out.println(
        lost
            ? "RESULT: an event or a call is unaccounted for"
            : "RESULT: every event is accounted for");
    return lost ? 1 : Math.max(flatOut, bursts);
  }

  private static int compare(String title, Load.Pace pace, int sendsPerSink, PrintStream out) {
    int sendsPerRound = sendsPerSink / ROUNDS / THREADS * THREADS;
    Load warmUp = new Load(Sinks.healthy(), pace);
    warmUp.run(sendsPerRound);
    warmUp.end();

    Load healthy = new Load(Sinks.healthy(), pace);
    List<Load> hung =
        List.of(
            new Load(Sinks.batchThatNeverAnswers(), pace),
            new Load(Sinks.callThatNeverReturns(), pace));
    List<Load> all = Stream.concat(Stream.of(healthy), hung.stream()).toList();
    for (int round = 1; round <= ROUNDS; round++) {
      for (Load load : all) {
        load.run(sendsPerRound);
      }
      out.printf(
          Locale.ROOT,
          "%s, round %d of %d: %,d sends per sink%n",
          title,
          round,
          ROUNDS,
          round * sendsPerRound);
    }
    printTable(title, all, out);
    boolean slow = false;
    for (Load load : hung) {
      slow |= isSlow(healthy, load, out);
    }
    boolean lost = all.stream().anyMatch(load -> !load.isAccountedFor());
    all.forEach(Load::end);
    lost |=
        all.stream()
            .anyMatch(load -> !load.isAccountedFor() || !load.isMetered() || load.isLeftBehind());
    return lost ? 1 : slow ? 2 : 0;
  }

  private static void printTable(String title, List<Load> loads, PrintStream out) {
    out.printf(
        "%n%-26s %11s %7s %10s %10s %10s %5s %6s %7s %11s%n",
        title,
        "returned",
        "thrown",
        "accepted",
        "dropped",
        "delivered",
        "p50",
        "p99",
        "p99.9",
        "max");
    for (Load load : loads) {
      DeliveryStats stats = load.stats();
      out.printf(
          Locale.ROOT,
          "%-26s %,11d %,7d %,10d %,10d %,10d %,5d %,6d %,7d %,11d%n",
          load.name(),
          load.returned(),
          load.thrown(),
          stats.accepted(),
          stats.dropped(),
          stats.delivered(),
          load.latencyNanos(50),
          load.latencyNanos(99),
          load.latencyNanos(99.9),
          load.latencyNanos(100));
    }
  }

  private static boolean isSlow(Load healthy, Load hung, PrintStream out) {
    double ratio = (double) hung.latencyNanos(99) / healthy.latencyNanos(99);
    out.printf(
        Locale.ROOT,
        "p99, %s : %s = %.2f (bound %.1f)%n",
        hung.name(),
        healthy.name(),
        ratio,
        P99_BOUND);
    return ratio > P99_BOUND;
  }
}
