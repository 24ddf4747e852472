package io.github.maestroevents.drills.engine;

import io.github.maestroevents.drills.engine.FanOutLoad.Third;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A fan-out of which one destination hangs for ever, against one in which it is healthy and one in
 * which it is absent; rounds in turns within one run, medians compared. The other two destinations
 * have to deliver everything at the same rate, and the callers' p99 may not rise by more than a
 * tenth over the healthy fan-out, which offers each event as often.
 *
 * <p>Exit status: 0 all held; 1 an event or a call is unaccounted for; 2 all held but the speed.
 */
public final class FanOutIsolationDrill {

  private static final double BOUND = 0.10;
  private static final int WARM_UP_ROUNDS = 3;
  private static final int ROUNDS = 11;
  private static final int EVENTS = 8_192;

  /**
   * In short bursts, one call in a hundred or more meets cold caches, and p99 counts their misses;
   * in long ones it does not.
   */
  private static final List<Integer> BURSTS = List.of(16, 256);

  private FanOutIsolationDrill() {}

  /**
   * Runs the drill; the first argument is the number of events per sender and round, 8,192 by
   * default.
   */
  public static void main(String[] args) {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : EVENTS;
    System.exit(run(ROUNDS, events, System.out));
  }

  static int run(int rounds, int events, PrintStream out) {
    boolean lost = false;
    boolean slow = false;
    for (int burst : BURSTS) {
      List<FanOutLoad> loads = new ArrayList<>();
      for (Third third : Third.values()) {
        loads.add(new FanOutLoad(third, burst));
      }
      // The queue of the hanging destination is full before anything is measured.
      rounds(loads, WARM_UP_ROUNDS, events);
      loads.forEach(FanOutLoad::forgetFigures);
      rounds(loads, rounds, events);
      out.printf("in bursts of %d%n", burst);
      print(loads, out);
      lost |= loads.stream().anyMatch(load -> !load.isAccountedFor());
      loads.forEach(FanOutLoad::close);
      lost |= loads.stream().anyMatch(load -> !load.isAccountedFor() || !load.isMetered());
      slow |= isSlow(loads, out);
    }
    out.println(
        lost
            ? "RESULT: an event or a call is unaccounted for"
            : "RESULT: every event is accounted for");
    return lost ? 1 : slow ? 2 : 0;
  }

  /** In turns, and each time in the other direction, so that a drift meets all alike. */
  private static void rounds(List<FanOutLoad> loads, int rounds, int events) {
    List<FanOutLoad> order = new ArrayList<>(loads);
    for (int round = 0; round < rounds; round++) {
      order.forEach(load -> load.round(events));
      Collections.reverse(order);
    }
  }

  private static void print(List<FanOutLoad> loads, PrintStream out) {
    out.printf(
        "%-10s %10s %12s %12s %13s %14s %14s%n",
        "third is",
        "sent",
        "first has",
        "second has",
        "third dropped",
        "delivered/s",
        "p99 send [ns]");
    for (FanOutLoad load : loads) {
      long dropped = load.third() == Third.ABSENT ? 0 : load.stats("third").dropped();
      out.printf(
          Locale.ROOT,
          "%-10s %,10d %,12d %,12d %,13d %,14.0f %,14.0f%n",
          load.third().name().toLowerCase(Locale.ROOT),
          load.sent(),
          load.stats(FanOutLoad.WATCHED.get(0)).delivered(),
          load.stats(FanOutLoad.WATCHED.get(1)).delivered(),
          dropped,
          load.medianDeliveredPerSecond(),
          load.medianP99Nanos());
    }
  }

  private static boolean isSlow(List<FanOutLoad> loads, PrintStream out) {
    FanOutLoad absent = whoseThirdIs(Third.ABSENT, loads);
    FanOutLoad healthy = whoseThirdIs(Third.HEALTHY, loads);
    FanOutLoad hanging = whoseThirdIs(Third.HANGING, loads);
    double rateToAbsent = hanging.medianDeliveredPerSecond() / absent.medianDeliveredPerSecond();
    double rateToHealthy = hanging.medianDeliveredPerSecond() / healthy.medianDeliveredPerSecond();
    double p99ToHealthy = hanging.medianP99Nanos() / healthy.medianP99Nanos();
    out.printf(
        Locale.ROOT,
        "hanging : absent, delivered/s %.3f; hanging : healthy, delivered/s %.3f, p99 %.2f (bound"
            + " %.0f %%)%n",
        rateToAbsent,
        rateToHealthy,
        p99ToHealthy,
        BOUND * 100);
    return rateToAbsent < 1 - BOUND || rateToHealthy < 1 - BOUND || p99ToHealthy > 1 + BOUND;
  }

  private static FanOutLoad whoseThirdIs(Third third, List<FanOutLoad> loads) {
    return loads.stream().filter(load -> load.third() == third).findFirst().orElseThrow();
  }
}
