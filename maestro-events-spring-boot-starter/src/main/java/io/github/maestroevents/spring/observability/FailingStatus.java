package io.github.maestroevents.spring.observability;

import java.util.Locale;

/** What the health indicator says while a destination is failing. */
enum FailingStatus {
  DOWN,
  OUT_OF_SERVICE,
  UP;

  /** As it is written in a configuration: {@code out-of-service}. */
  String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
