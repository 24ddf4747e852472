package io.github.maestroevents.delivery.deadletter;

import io.github.maestroevents.spi.SafeLogger;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file to append to, bounded in size, with a bounded number of predecessors. Before each line it
 * looks whether the file is still in its place: whoever moves or removes it gets a new one. Not
 * thread-safe.
 */
final class RotatingFile implements Closeable {

  private static final SafeLogger LOG = SafeLogger.of(JsonLinesDeadLetterFile.class);

  private final Path path;
  private final long maxBytes;
  private final int maxFiles;

  /** Null before the next line makes or opens it. */
  private @Nullable LineFile file;

  /** From which size on a rotation is tried: beyond the bound if the last one has failed. */
  private long rotationBytes;

  /** Since they were last asked for: whether a line was written, and what names have changed. */
  private boolean hasUnsyncedLines;

  private boolean hasUnsyncedNames;
  private int rotations;

  private boolean hasWarnedOfReaders;
  private boolean closed;

  private RotatingFile(Path path, long maxBytes, int maxFiles) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.maxFiles = maxFiles;
    this.rotationBytes = maxBytes;
  }

  static RotatingFile open(Path path, long maxBytes, int maxFiles) throws IOException {
    RotatingFile opened = new RotatingFile(path, maxBytes, maxFiles);
    opened.file = opened.openLineFile();
    return opened;
  }

  /** Writes one whole line, or throws and has written nothing. After the end too. */
  void append(FileLine line) throws IOException {
    boolean written = false;
    try {
      LineFile target = inPlace();
      if (target.size() > 0 && target.size() + line.length() > rotationBytes) {
        rotate(target.size());
        target = inPlace();
      }
      hasUnsyncedLines = true; // also of a line that fails, of which nothing may be known
      target.append(line);
      written = true;
    } finally {
      if (closed || !written) { // what fails is opened anew, which may mend it
        release();
      }
    }
  }

  private LineFile inPlace() throws IOException {
    LineFile open = file;
    if (open != null && open.isInPlace()) {
      return open;
    }
    release();
    open = openLineFile();
    file = open;
    if (!open.isInPlace()) {
      throw new NoSuchFileException(path.toString(), null, "was moved away while it was opened");
    }
    return open;
  }

  private LineFile openLineFile() throws IOException {
    LineFile opened = LineFile.open(path);
    hasUnsyncedNames |= opened.isNew();
    if (!hasWarnedOfReaders && opened.isOpenToOthers()) {
      hasWarnedOfReaders = true;
      LOG.warn(
          "Others than its owner may read the dead letters in {}, since the file was made so: chmod"
              + " 600 it, or remove it",
          path);
    }
    return opened;
  }

  /** Makes room for a new file; where that fails, the file grows on, and nothing is lost. */
  private void rotate(long size) {
    release();
    try {
      rotations++; // also where it fails in the middle
      hasUnsyncedNames = true;
      hasUnsyncedLines = true; // whoever syncs goes on until nothing has rotated
      shift();
      rotationBytes = maxBytes;
    } catch (IOException | RuntimeException e) { // whatever it is, the letter must be written
      rotationBytes = size + maxBytes;
      LOG.warn(
          "The dead-letter file {} cannot be rotated and grows beyond its bound of {} bytes; tried again"
              + " at {} bytes",
          path,
          maxBytes,
          rotationBytes,
          e);
    }
  }

  /** Renames up to the first gap, so that a rotation that is repeated deletes nothing. */
  private void shift() throws IOException {
    int gap = 1;
    while (gap < maxFiles && Files.exists(predecessor(gap), LinkOption.NOFOLLOW_LINKS)) {
      var unused = LetterFileCheck.require(predecessor(gap));
      gap++;
    }
    if (gap == maxFiles) {
      gap = maxFiles - 1;
      LOG.warn("Dead letters of {} are deleted to make room", predecessor(gap));
    }
    for (int i = gap; i > 0; i--) {
      Files.move(predecessor(i - 1), predecessor(i), StandardCopyOption.REPLACE_EXISTING);
    }
    if (maxFiles == 1) {
      Files.deleteIfExists(path);
    }
  }

  /** What was written since the last call. */
  UnsyncedFiles takeUnsynced() {
    if (!hasUnsyncedLines) {
      return UnsyncedFiles.NONE;
    }
    List<Path> files = new ArrayList<>();
    for (int i = 0; i <= Math.min(rotations, maxFiles - 1); i++) {
      files.add(predecessor(i));
    }
    UnsyncedFiles taken =
        new UnsyncedFiles(files, hasUnsyncedNames ? path.toAbsolutePath().getParent() : null);
    hasUnsyncedLines = false;
    hasUnsyncedNames = false;
    rotations = 0;
    return taken;
  }

  /** They were not synced: the next call gives them again. */
  void giveBack(UnsyncedFiles taken) {
    hasUnsyncedLines |= !taken.files().isEmpty();
    hasUnsyncedNames |= taken.directory() != null;
    rotations += Math.max(0, taken.files().size() - 1);
  }

  /** Whether files have got other names since they were last asked for. */
  boolean hasRotated() {
    return rotations > 0;
  }

  /** The file itself, then its predecessors from the youngest to the oldest. */
  private Path predecessor(int number) {
    return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
  }

  private void release() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      LOG.warn("Closing {} failed", path, e);
    } finally {
      file = null;
    }
  }

  /** Keeps nothing open from here on; a later line opens the file for itself alone. */
  @Override
  public void close() {
    closed = true;
    release();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
