package io.github.maestroevents.verification.netflix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The calls of {@code send} that one server has made, as it has written them down. */
record Sends(List<Call> calls) {

  static Sends of(Path file) {
    List<Call> calls = new ArrayList<>();
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
        if (!line.isEmpty()) {
          String[] parts = line.split(" ");
          calls.add(
              new Call(
                  Database.place(parts[0]),
                  Long.parseLong(parts[1]),
                  Long.parseLong(parts[2]),
                  Boolean.parseBoolean(parts[3])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sends(calls);
  }

  long refused() {
    return calls.stream().filter(call -> !call.accepted()).count();
  }

  /** The longest of them, in milliseconds. */
  long longestMillis() {
    return calls.stream().mapToLong(call -> call.endNanos() - call.startNanos()).max().orElse(0)
        / 1_000_000;
  }

  /** Which part of this time the workers that may publish have spent in send, from 0 to 1. */
  double share(long fromNanos, long toNanos, int workers) {
    long inside = 0;
    for (Call call : calls) {
      inside +=
          Math.max(0, Math.min(call.endNanos(), toNanos) - Math.max(call.startNanos(), fromNanos));
    }
    return (double) inside / workers / (toNanos - fromNanos);
  }

  /**
   * @param event its place in the captured runs
   * @param startNanos by the clock of the machine, which all of its processes share
   * @param accepted whether send returned
   */
  record Call(int event, long startNanos, long endNanos, boolean accepted) {}
}
