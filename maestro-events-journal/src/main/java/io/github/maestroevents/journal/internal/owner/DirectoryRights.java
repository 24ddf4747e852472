package io.github.maestroevents.journal.internal.owner;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who may remove and replace the files of a journal: whoever may write to their directory. */
public final class DirectoryRights {

  private static final SafeLogger LOG = SafeLogger.of(DirectoryRights.class);
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final int MOUNTED_AT = 4;

  private DirectoryRights() {}

  /**
   * Makes sure that it is not everybody. A directory in which each may remove only what is his
   * (mode 1777) will do. So does the root of a volume, with a warning: an {@code emptyDir} of
   * Kubernetes has mode 0777, and nobody else is in its container. So does a directory on a file
   * system that gives everything one mode, as vfat, with a warning.
   *
   * @throws JournalException if everybody may, saying what to do
   */
  public static void requireNotEverybodys(Path directory) throws IOException {
    requireNotEverybodys(directory, DirectoryRights::hasOneMode);
  }

  static void requireNotEverybodys(Path directory, Predicate<Path> hasOneMode) throws IOException {
    FoundFile.@Nullable Posix found = FoundFile.posix(directory);
    if (found == null || !found.isWritableByOthers() || found.keepsFilesOfOthers()) {
      return;
    }
    if (!isMounted(directory) && !hasOneMode.test(directory)) {
      throw new JournalException(
          "Everybody may remove and replace what is in the journal's directory: "
              + DirectoryTrouble.describe(directory)
              + ". Take that right away (chmod o-w), or name a directory below, which the journal"
              + " makes for its owner alone");
    }
    LOG.warn(
        "Every user who sees the volume of {} may remove and replace the journal in it. Name a"
            + " directory that its owner alone may write to",
        directory);
  }

  /**
   * The first of a directory and those above it in which everybody may remove and replace what is
   * there: whoever may do so there, may have something else stand at the path at any moment. A
   * directory in which each may remove only what is his (mode 1777) is none of them. The root of a
   * volume is one, as is what has one mode only: unlike {@link #requireNotEverybodys}, this asks
   * what is meant to be run.
   *
   * @return empty if there is none, or the system knows no modes
   */
  public static Optional<Path> openToEverybody(Path directory) throws IOException {
    @Nullable Path at = directory.toRealPath();
    while (at != null) {
      FoundFile.@Nullable Posix found = FoundFile.posix(at);
      if (found != null && found.isWritableByOthers() && !found.keepsFilesOfOthers()) {
        return Optional.of(at);
      }
      at = at.getParent();
    }
    return Optional.empty();
  }

  /**
   * Whether a directory itself, and no link, is this user's, and nobody else may write to it; true
   * where the system knows no owners.
   */
  public static boolean isThisUsersAlone(Path directory) throws IOException {
    FoundFile.@Nullable Posix found = FoundFile.posix(directory);
    if (found == null) {
      return true;
    }
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && !found.isWritableByGroup()
        && !found.isWritableByOthers()
        && OwnFile.isThisUsers(directory, found);
  }

  /** Whether a directory made for its owner alone is everybody's all the same. */
  private static boolean hasOneMode(Path directory) {
    try {
      Path made = OwnerOnly.createTemporaryDirectory(directory);
      try {
        FoundFile.@Nullable Posix found = FoundFile.posix(made);
        return found != null && found.isWritableByOthers();
      } finally {
        Files.delete(made);
      }
    } catch (IOException cannotTell) {
      return false;
    }
  }

  private static boolean isMounted(Path directory) {
    try {
      String real = directory.toRealPath().toString();
      String mounts = new String(Files.readAllBytes(MOUNTS), StandardCharsets.UTF_8);
      for (String line : mounts.split("\n", -1)) {
        String[] words = line.split(" ", -1);
        if (words.length > MOUNTED_AT && unescaped(words[MOUNTED_AT]).equals(real)) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException notLinux) { // a path that is none; cannot tell
      return false;
    }
  }

  /** The system writes a space, a tab, a line break and a backslash in octal. */
  private static String unescaped(String path) {
    return path.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
