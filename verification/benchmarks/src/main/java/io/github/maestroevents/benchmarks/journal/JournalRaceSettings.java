package io.github.maestroevents.benchmarks.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How long and how wide the race is.
 *
 * @param directory on the disk that is measured
 * @param warmUps rounds that do not count
 * @param rounds that count
 * @param lap how long each contender is measured in a round
 * @param senders numbers of sending threads
 * @param backlogEvents events that a host finds in its journal
 * @param backlogRounds times it does
 * @param bursts of {@code send} calls in a round
 */
record JournalRaceSettings(
    Path directory,
    int warmUps,
    int rounds,
    Duration lap,
    List<Integer> senders,
    int backlogEvents,
    int backlogRounds,
    int bursts) {

  /**
   * From the arguments of the program, of which each may be left out from the end: directory,
   * rounds, milliseconds of a lap, events in the backlog.
   */
  static JournalRaceSettings of(String[] args) {
    return new JournalRaceSettings(
        Path.of(args.length > 0 ? args[0] : "target"),
        1,
        number(args, 1, 9),
        Duration.ofMillis(number(args, 2, 1_000)),
        List.of(1, 4, 16),
        number(args, 3, 1_000_000),
        3,
        100);
  }

  /** Before a lap counts, while files grow to their size and the contender gets into step. */
  Duration leadIn() {
    return lap.dividedBy(4);
  }

  private static int number(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }
}
