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
 * @param startMillis since when the process runs, since a number is given again
 * @param file the file that was held, by the file system's own number; a copy has another
 */
public record ProcessIdentity(String kernel, long pid, long startMillis, String file) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final String SEPARATOR = "|";

  /** This process, as the holder of a file; of a file that is not there, of none. */
  public static ProcessIdentity holding(Path file) {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessIdentity(kernelHere(), self.pid(), startMillis(self), fileKey(file));
  }

  /** What {@link #toString} has made of one; empty if it is anything else. */
  public static Optional<ProcessIdentity> parse(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.strip().split("\\|", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessIdentity(
              parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]));
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  /**
   * Whether another process of this machine, which is seen to live, holds this very file. A process
   * in another container is not seen.
   */
  public boolean livesElsewhere(Path heldFile) {
    return kernel.equals(kernelHere())
        && pid != ProcessHandle.current().pid()
        && file.equals(fileKey(heldFile))
        && ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(process -> startMillis(process) == startMillis)
            .isPresent();
  }

  boolean isOtherProcessThan(ProcessIdentity other) {
    return pid != other.pid || startMillis != other.startMillis || !kernel.equals(other.kernel);
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
    return String.join(SEPARATOR, kernel, Long.toString(pid), Long.toString(startMillis), file);
  }
}
