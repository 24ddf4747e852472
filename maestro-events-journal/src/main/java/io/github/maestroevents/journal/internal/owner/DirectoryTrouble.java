package io.github.maestroevents.journal.internal.owner;

import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** Why nothing can be written to a directory, in words of which each asks for another remedy. */
public final class DirectoryTrouble {

  static final String PROBE = ".maestro-events-probe";
  private static final String MOUNTS = "/proc/self/mounts";

  private DirectoryTrouble() {}

  /**
   * The reason, found out by making a file in the directory.
   *
   * @param failure what failed there; told if a file can be made after all
   */
  public static String of(Path directory, Exception failure) {
    try {
      Path probe = Files.createTempFile(directory, PROBE, null);
      Files.delete(probe);
    } catch (IOException e) {
      return reason(directory, e);
    }
    return failure instanceof IOException io ? reason(directory, io) : said(failure);
  }

  private static String reason(Path directory, IOException e) {
    String said = said(e);
    if (e instanceof AccessDeniedException
        || said.contains("Permission denied")
        || said.contains("Operation not permitted")) {
      return "permission denied to the user "
          + System.getProperty("user.name")
          + " ("
          + describe(
              e instanceof FileSystemException f && f.getFile() != null
                  ? existing(Path.of(f.getFile()), directory)
                  : directory)
          + "): make it writable for this process";
    }
    if (said.toLowerCase(Locale.ROOT).contains("read-only")) {
      return "the file system is mounted read-only: it must be writable for this process";
    }
    if (said.contains("No space left on device")) {
      return isOutOfInodes(directory)
          ? "the file system has no inodes left, though it has bytes (see df -i): remove files"
          : "the disk is full: make room";
    }
    return said + ": it must be writable for this process, and its disk not full";
  }

  private static Path existing(Path file, Path directory) {
    return Files.exists(file) ? file : directory;
  }

  private static String said(Exception e) {
    return LogText.oneLine(
        e instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : e.getMessage());
  }

  /** Owner and mode, as {@code ls -l} has them. */
  public static String describe(Path path) {
    try {
      PosixFileAttributes found =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return path
          + " is owned by "
          + found.owner().getName()
          + ":"
          + found.group().getName()
          + " with mode "
          + PosixFilePermissions.toString(found.permissions());
    } catch (IOException | UnsupportedOperationException cannotTell) {
      return path.toString();
    }
  }

  private static boolean isOutOfInodes(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace() >= (1 << 16);
    } catch (IOException cannotTell) {
      return false;
    }
  }

  /** Whether nothing may be run, nor loaded as a library, from where this path is mounted. */
  public static boolean isNoexec(Path path) {
    try {
      String options = "";
      int longest = -1;
      Path real = path.toRealPath();
      for (String line :
          new String(Files.readAllBytes(Path.of(MOUNTS)), StandardCharsets.UTF_8).split("\n", -1)) {
        String[] words = line.split(" ", -1);
        if (words.length > 3
            && real.startsWith(words[1].replace("\\040", " "))
            && words[1].length() >= longest) { // of two on one place, the later is in force
          longest = words[1].length();
          options = words[3];
        }
      }
      return ("," + options + ",").contains(",noexec,");
    } catch (IOException | RuntimeException notLinux) { // a path that is none; cannot tell
      return false;
    }
  }
}
