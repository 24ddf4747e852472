package io.github.maestroevents.journal.internal.owner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What tells a file from another one that stands at the same path later: its inode. Of a link, its
 * own.
 */
public final class FileKeys {

  private FileKeys() {}

  /** Empty if the file is not there, or the file system has no such numbers. */
  public static Optional<Object> of(Path file) {
    try {
      return Optional.ofNullable(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey());
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
