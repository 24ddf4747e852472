package io.github.maestroevents.benchmarks.sqs;

import java.io.PrintStream;
import java.util.Locale;

/**
 * A figure that has to be reached.
 *
 * @param what it is
 * @param figure as measured
 * @param least that is good enough
 */
record Target(String what, double figure, double least) {

  boolean isMet() {
    return figure >= least;
  }

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-58s %6.2f  (at least %.2f: %s)%n",
        what,
        figure,
        least,
        isMet() ? "met" : "MISSED");
  }
}
