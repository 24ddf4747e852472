package io.github.maestroevents.benchmarks.sqs;

import java.io.PrintStream;
import java.util.Locale;

/**
 * A figure that has to be reached.
 *
 * @param what it is
 * @param rounds what it was in each round
 * @param figure the one of them that counts
 * @param least that is good enough
 */
record Target(String what, Figures rounds, double figure, double least) {

  /** In the median of the rounds. */
  static Target median(String what, Figures rounds, double least) {
    return new Target(what, rounds, rounds.median(), least);
  }

  /** In every round. */
  static Target always(String what, Figures rounds, double least) {
    return new Target(what, rounds, rounds.least(), least);
  }

  boolean isMet() {
    return figure >= least;
  }

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-42s %6.2f  (%.2f to %.2f; at least %.2f: %s)%n",
        what,
        figure,
        rounds.least(),
        rounds.most(),
        least,
        isMet() ? "met" : "MISSED");
  }
}
