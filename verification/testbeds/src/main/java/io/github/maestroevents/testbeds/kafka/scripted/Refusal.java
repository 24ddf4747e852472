package io.github.maestroevents.testbeds.kafka.scripted;

import java.util.function.Predicate;
import org.apache.kafka.common.protocol.Errors;

/** One line of the script: a batch that holds such a value is refused so many times. */
final class Refusal {

  private final Predicate<String> value;
  private final Errors error;
  private final boolean appends;
  private int times;

  Refusal(Predicate<String> value, Errors error, boolean appends, int times) {
    this.value = value;
    this.error = error;
    this.appends = appends;
    this.times = times;
  }

  boolean takes(ProducedBatch batch) {
    if (times == 0 || batch.values().stream().noneMatch(value)) {
      return false;
    }
    times--;
    return true;
  }

  Errors error() {
    return error;
  }

  /** Whether the batch is in the log all the same. */
  boolean appends() {
    return appends;
  }

  /** Whether it has been said as often as it should be. */
  boolean isOver() {
    return times == 0;
  }
}
