package io.github.maestroevents.benchmarks.sqs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What a contender did in all rounds that count. Confined to the thread of the race. */
final class Score {

  private final String name;
  private final List<Lap> laps = new ArrayList<>();

  Score(String name) {
    this.name = name;
  }

  void add(Lap lap) {
    laps.add(lap);
  }

  String name() {
    return name;
  }

  double median(ToDoubleFunction<Lap> figure) {
    return median(laps.stream().mapToDouble(figure).toArray());
  }

  double least(ToDoubleFunction<Lap> figure) {
    return laps.stream().mapToDouble(figure).min().orElseThrow();
  }

  double most(ToDoubleFunction<Lap> figure) {
    return laps.stream().mapToDouble(figure).max().orElseThrow();
  }

  /** All calls of all rounds, in nanoseconds. */
  Histogram calls() {
    Histogram all = laps.get(0).callNanos().copy();
    laps.subList(1, laps.size()).forEach(lap -> all.add(lap.callNanos()));
    return all;
  }

  /**
   * How many times as fast as the other this one is: the median over the rounds, in each of which
   * the two ran within seconds of each other.
   */
  double ratioTo(Score other) {
    double[] ratios = new double[laps.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = laps.get(round).eventsPerSecond() / other.laps.get(round).eventsPerSecond();
    }
    return median(ratios);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
