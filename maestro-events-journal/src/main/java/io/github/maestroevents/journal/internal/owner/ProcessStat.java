package io.github.maestroevents.journal.internal.owner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux says of a process in {@code /proc/<pid>/stat} (proc(5)).
 *
 * @param pid its number
 * @param state field 3, such as {@code S} for one that sleeps
 * @param threads field 20: how many it has
 * @param startTicks field 22: when it started, in ticks since the machine did; unlike the time of
 *     day, that never changes
 */
record ProcessStat(long pid, char state, int threads, long startTicks) {

  private static final Path PROCESSES = Path.of("/proc");

  /** From field 3, the first behind the name, to field 20, and to field 22. */
  private static final int THREADS_BEHIND_STATE = 20 - 3;

  private static final int START_BEHIND_STATE = 22 - 3;

  /** Of this process; empty where there is no {@code /proc}, or another's. */
  static Optional<ProcessStat> ofThisProcess() {
    return of("self").filter(stat -> stat.pid == ProcessHandle.current().pid());
  }

  /** Of another; empty if there is no such process, or the system does not tell. */
  static Optional<ProcessStat> of(long pid) {
    return of(Long.toString(pid));
  }

  private static Optional<ProcessStat> of(String process) {
    try {
      byte[] stat = Files.readAllBytes(PROCESSES.resolve(process).resolve("stat"));
      return parse(new String(stat, StandardCharsets.ISO_8859_1));
    } catch (IOException | RuntimeException none) { // a policy may forbid it
      return Optional.empty();
    }
  }

  /** The name in field 2 may hold anything, so the fields are counted from its last bracket. */
  static Optional<ProcessStat> parse(String stat) {
    try {
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" +", -1);
      return Optional.of(
          new ProcessStat(
              Long.parseLong(stat.substring(0, stat.indexOf(' '))),
              fields[0].charAt(0),
              Integer.parseInt(fields[THREADS_BEHIND_STATE]),
              Long.parseLong(fields[START_BEHIND_STATE])));
    } catch (RuntimeException anotherFormat) { // too short, or no numbers
      return Optional.empty();
    }
  }

  /**
   * Whether it has ended, though its parent has not asked for how it ended. One whose first thread
   * alone has ended has the same state.
   */
  boolean hasEnded() {
    return (state == 'Z' || state == 'X' || state == 'x') && threads <= 1;
  }
}
