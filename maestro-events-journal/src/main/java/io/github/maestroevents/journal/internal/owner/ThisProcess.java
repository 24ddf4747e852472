package io.github.maestroevents.journal.internal.owner;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who this process is, for the one that wants to know who holds a journal. */
public final class ThisProcess {

  /** What {@link #describe} begins with. */
  static final String FIRST_WORD = "process ";

  private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private ThisProcess() {}

  /** Process id, host and since when; asks no name server. */
  public static String describe() {
    ProcessHandle self = ProcessHandle.current();
    return FIRST_WORD
        + self.pid()
        + " on "
        + host()
        + ", started "
        + self.info().startInstant().orElseGet(DeliveryClock.system()::now);
  }

  /** The name of the machine, or of the container. */
  static String host() {
    try {
      if (Files.isReadable(KERNEL_HOST_NAME)) {
        return Files.readString(KERNEL_HOST_NAME).strip();
      }
    } catch (IOException tellsNothing) {
      // The environment may know.
    }
    String name = System.getenv("HOSTNAME");
    String windowsName = name == null ? System.getenv("COMPUTERNAME") : name;
    return windowsName == null ? "this host" : windowsName;
  }
}
