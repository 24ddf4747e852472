package io.github.maestroevents.benchmarks;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** One figure for each round, in ascending order. Immutable. */
public final class Figures {

  private final double[] ascending;

  private Figures(double[] ascending) {
    this.ascending = ascending;
  }

  /** Of at least one round. */
  public static Figures of(DoubleStream rounds) {
    double[] ascending = rounds.toArray();
    Arrays.sort(ascending);
    return new Figures(ascending);
  }

  /** The mean of the two in the middle, if the rounds are even. */
  public double median() {
    int middle = ascending.length / 2;
    return ascending.length % 2 == 1
        ? ascending[middle]
        : (ascending[middle - 1] + ascending[middle]) / 2;
  }

  public double least() {
    return ascending[0];
  }

  public double most() {
    return ascending[ascending.length - 1];
  }
}
