package io.github.maestroevents.journal.internal.owner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which process held a file, told so that another process can find out whether it still lives: what
 * is left when the lock of the operating system is lost.
 *
 * @param kernel the running kernel and its process numbers; processes of another cannot be seen
 * @param pid the process number
 * @param startMillis since when the process runs, since a number is given again; not exact, since
 *     it moves with the time of day
 * @param startTicks the same as Linux counts it, exactly; {@value #UNKNOWN} if it is not known
 * @param file the file that was held, by the file system's own number; a copy has another
 */
public record ProcessIdentity(
    String kernel, long pid, long startMillis, long startTicks, String file) {

  private static final long UNKNOWN = -1;

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final String SEPARATOR = "|";

  /** This process, as the holder of a file; of a file that is not there, of none. */
  public static ProcessIdentity holding(Path file) {
    ProcessHandle self = ProcessHandle.current();
    long ticks = ProcessStat.ofThisProcess().map(ProcessStat::startTicks).orElse(UNKNOWN);
    return new ProcessIdentity(kernelHere(), self.pid(), startMillis(self), ticks, fileKey(file));
  }

  /**
   * What {@link #toString} has made of one, also before it told the ticks; empty if it is anything
   * else.
   */
  public static Optional<ProcessIdentity> parse(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.strip().split("\\|", -1);
    if (parts.length != 4 && parts.length != 5) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessIdentity(
              parts[0],
              Long.parseLong(parts[1]),
              Long.parseLong(parts[2]),
              parts.length == 4 ? UNKNOWN : Long.parseLong(parts[4]),
              parts[3]));
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  /**
   * Whether another process of this machine, which is seen to live, holds this very file. A process
   * in another container is not seen. One that has ended lives no more, also while its parent has
   * not asked for how it ended.
   */
  public boolean livesElsewhere(Path heldFile) {
    return kernel.equals(kernelHere())
        && pid != ProcessHandle.current().pid()
        && file.equals(fileKey(heldFile))
        && lives();
  }

  private boolean lives() {
    Optional<ProcessStat> stat =
        ProcessStat.ofThisProcess().isPresent() ? ProcessStat.of(pid) : Optional.empty();
    if (stat.filter(ProcessStat::hasEnded).isPresent()) {
      return false;
    }
    if (stat.isPresent() && startTicks != UNKNOWN) {
      return stat.get().startTicks() == startTicks;
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startMillis(process) == startMillis)
        .isPresent();
  }

  boolean isOtherProcessThan(ProcessIdentity other) {
    return pid != other.pid || !kernel.equals(other.kernel) || !isStartOf(other);
  }

  private boolean isStartOf(ProcessIdentity other) {
    return (startTicks != UNKNOWN && other.startTicks != UNKNOWN)
        ? startTicks == other.startTicks
        : startMillis == other.startMillis;
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String kernelHere() {
    try {
      return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PID_NAMESPACE);
    } catch (IOException | UnsupportedOperationException notLinux) {
      return ThisProcess.host();
    }
  }

  private static String fileKey(Path file) {
    return FileKeys.of(file).map(Object::toString).orElse("").replace(SEPARATOR, "/");
  }

  @Override
  public String toString() {
    return String.join(
        SEPARATOR,
        kernel,
        Long.toString(pid),
        Long.toString(startMillis),
        file,
        Long.toString(startTicks));
  }
}
