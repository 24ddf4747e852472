package io.github.maestroevents.config.letters;

import io.github.maestroevents.delivery.deadletter.DeadLetterReading;
import io.github.maestroevents.delivery.deadletter.DeadLetterSource;
import io.github.maestroevents.delivery.deadletter.LetterFileCheck;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The dead letters in a file and its predecessors ({@code <name>.1}, …), which a host may write to
 * and rotate meanwhile. Any thread.
 */
final class LetterFiles implements DeadLetterSource {

  /** Notes are in memory while letters are read; a host has other things to do with its heap. */
  static final long MAX_NOTES_BYTES = 16L << 20;

  private final Path path;
  private final int maxFiles;

  LetterFiles(Path path, int maxFiles) {
    this.path = path;
    this.maxFiles = maxFiles;
  }

  @Override
  public DeadLetterReading look() {
    return open(false);
  }

  @Override
  public DeadLetterReading take() {
    return open(true);
  }

  private DeadLetterReading open(boolean toSend) {
    Path notesFile = ResentNotes.beside(path.toAbsolutePath().normalize());
    requireFewNotes(notesFile);
    ResentNotes notes = toSend ? ResentNotes.open(notesFile) : ResentNotes.read(notesFile);
    List<LetterFile> files = new ArrayList<>();
    try {
      openAll(files);
      return new LetterFilesReading(files, notes);
    } catch (IOException e) {
      files.forEach(LetterFile::close);
      notes.close();
      throw new LettersRefusedException("Cannot read " + path + ": " + LogText.of(e), e);
    }
  }

  private static void requireFewNotes(Path file) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > MAX_NOTES_BYTES) {
        throw new LettersRefusedException(
            file
                + " has more notes than a running host reads: use the command line, or remove old"
                + " dead letters and their notes");
      }
    } catch (IOException e) {
      throw new LettersRefusedException("Cannot read " + file + ": " + LogText.of(e), e);
    }
  }

  /**
   * The youngest first: what a rotation renames meanwhile is met twice, which is noticed, and never
   * missed. Then the oldest stands first.
   */
  private void openAll(List<LetterFile> files) throws IOException {
    for (int i = 0; i < maxFiles; i++) {
      Path file = i == 0 ? path : path.resolveSibling(path.getFileName() + "." + i);
      try {
        Object key = LetterFileCheck.require(file).fileKey();
        boolean known = key != null && files.stream().anyMatch(one -> one.key().equals(key));
        if (!known) {
          files.add(0, LetterFile.open(file));
        }
      } catch (NoSuchFileException gap) { // the next one may be there
      }
    }
  }

  /**
   * One of them, as long as it was when it was opened: letters that fail again come behind.
   *
   * @param key tells it from the others
   */
  record LetterFile(Path path, Object key, FileChannel channel, long bytes)
      implements AutoCloseable {

    private static LetterFile open(Path path) throws IOException {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      Object key = LetterFileCheck.require(path).fileKey();
      return new LetterFile(path, Objects.requireNonNullElse(key, path), channel, channel.size());
    }

    Lines lines() {
      return new Lines(path.toString(), new BoundedInput(channel, bytes));
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException onlyRead) {
        // Nothing was written.
      }
    }
  }
}
