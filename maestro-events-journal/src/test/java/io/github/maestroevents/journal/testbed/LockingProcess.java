package io.github.maestroevents.journal.testbed;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks a byte of a file and tells "locked", and holds it to its end; or tells "refused". */
public final class LockingProcess {

  private LockingProcess() {}

  public static void main(String[] args) throws Exception {
    try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
        FileLock lock = file.tryLock(Long.parseLong(args[1]), 1, false)) {
      System.out.println(lock == null ? "refused" : "locked");
      if (lock != null) {
        int unused = System.in.read(); // ends with the process that has started this one
      }
    }
  }
}
