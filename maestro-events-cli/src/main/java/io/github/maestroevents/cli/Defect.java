package io.github.maestroevents.cli;

import io.github.maestroevents.spi.ForeignFailure;

/** What to report of a failure that nobody foresaw: what and where, in nobody's words. */
final class Defect {

  private static final String OURS = "io.github.maestroevents.";

  private Defect() {}

  static String of(Throwable failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        return ForeignFailure.classes(failure) + " at " + frame;
      }
    }
    return ForeignFailure.classes(failure);
  }
}
