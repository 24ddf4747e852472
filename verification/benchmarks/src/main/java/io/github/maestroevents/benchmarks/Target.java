package io.github.maestroevents.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/**
 * A figure that has to be reached.
 *
 * @param what it is
 * @param rounds what it was in each round
 * @param figure the one of them that counts
 * @param bound the figure that is just good enough
 * @param isUpper whether more than the bound is bad, instead of less
 */
public record Target(String what, Figures rounds, double figure, double bound, boolean isUpper) {

  /** In the median of the rounds. */
  public static Target median(String what, Figures rounds, double least) {
    return new Target(what, rounds, rounds.median(), least, false);
  }

  /** In every round. */
  public static Target always(String what, Figures rounds, double least) {
    return new Target(what, rounds, rounds.least(), least, false);
  }

  /** No more than so much in the median of the rounds. */
  public static Target medianAtMost(String what, Figures rounds, double most) {
    return new Target(what, rounds, rounds.median(), most, true);
  }

  /** No more than so much in any round. */
  public static Target neverAbove(String what, Figures rounds, double most) {
    return new Target(what, rounds, rounds.most(), most, true);
  }

  public boolean isMet() {
    return isUpper ? figure <= bound : figure >= bound;
  }

  public void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-42s %6.2f  (%.2f to %.2f; %s %.2f: %s)%n",
        what,
        figure,
        rounds.least(),
        rounds.most(),
        isUpper ? "at most" : "at least",
        bound,
        isMet() ? "met" : "MISSED");
  }
}
