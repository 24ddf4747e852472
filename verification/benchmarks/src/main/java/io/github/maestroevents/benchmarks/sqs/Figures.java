package io.github.maestroevents.benchmarks.sqs;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** One figure for each round, in ascending order. Immutable. */
final class Figures {

  private final double[] ascending;

  private Figures(double[] ascending) {
    this.ascending = ascending;
  }

  /** Of at least one round. */
  static Figures of(DoubleStream rounds) {
    double[] ascending = rounds.toArray();
    Arrays.sort(ascending);
    return new Figures(ascending);
  }

  double median() {
    int middle = ascending.length / 2;
    return ascending.length % 2 == 1
        ? ascending[middle]
        : (ascending[middle - 1] + ascending[middle]) / 2;
  }

  double least() {
    return ascending[0];
  }

  double most() {
    return ascending[ascending.length - 1];
  }
}
