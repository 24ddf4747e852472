package io.github.maestroevents.benchmarks.sqs;

import io.github.maestroevents.benchmarks.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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

  Figures each(ToDoubleFunction<Lap> figure) {
    return Figures.of(laps.stream().mapToDouble(figure));
  }

  /** All calls of all rounds, in nanoseconds. */
  Histogram calls() {
    Histogram all = laps.get(0).callNanos().copy();
    laps.subList(1, laps.size()).forEach(lap -> all.add(lap.callNanos()));
    return all;
  }

  /**
   * How many times as fast as the other this one was in each round, in which the two ran within
   * seconds of each other.
   */
  Figures ratiosTo(Score other) {
    return Figures.of(
        IntStream.range(0, laps.size())
            .mapToDouble(
                round ->
                    laps.get(round).eventsPerSecond() / other.laps.get(round).eventsPerSecond()));
  }
}
