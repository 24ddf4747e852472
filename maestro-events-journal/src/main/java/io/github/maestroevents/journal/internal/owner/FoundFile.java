package io.github.maestroevents.journal.internal.owner;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands at a path itself: a link is not followed. Where the system knows no owners, links and
 * modes, as Windows, what would be said of them is what a file of this user has.
 *
 * @param isRegular whether it is a file, and no link, directory, pipe or device
 * @param key what tells it from another one that stands at the same path later; null if nothing
 *     does
 * @param posix what POSIX knows of it beside that; null where the system is another
 */
record FoundFile(boolean isRegular, @Nullable Object key, @Nullable Posix posix) {

  private static final String VIEW = "unix";

  /** Empty if nothing is there. */
  static Optional<FoundFile> at(Path path) throws IOException {
    try {
      BasicFileAttributes basic =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(new FoundFile(basic.isRegularFile(), basic.fileKey(), posix(path)));
    } catch (NoSuchFileException nothing) {
      return Optional.empty();
    }
  }

  /** What POSIX knows of a directory, or null. */
  static @Nullable Posix posix(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains(VIEW)) {
      return null;
    }
    Map<String, Object> found =
        Files.readAttributes(path, VIEW + ":uid,gid,mode,nlink", LinkOption.NOFOLLOW_LINKS);
    return new Posix(
        number(found, "uid"), number(found, "gid"), number(found, "mode"), number(found, "nlink"));
  }

  private static int number(Map<String, Object> attributes, String name) {
    return (Integer) requireNonNull(attributes.get(name));
  }

  /** How many names it has; 1 where the system does not tell. */
  int names() {
    return posix == null ? 1 : Math.max(1, posix.names());
  }

  boolean hasOwnerOf(FoundFile other) {
    return posix == null || other.posix == null || posix.uid() == other.posix.uid();
  }

  /** Owner, group, mode and the number of names, in POSIX's numbers. */
  record Posix(int uid, int gid, int mode, int names) {

    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;

    boolean isWritableByGroup() {
      return (mode & GROUP_WRITES) != 0;
    }

    boolean isWritableByOthers() {
      return (mode & OTHERS_WRITE) != 0;
    }

    /** Of a directory: files in it are removed and renamed by their owners alone. */
    boolean keepsFilesOfOthers() {
      return (mode & STICKY) != 0;
    }
  }
}
