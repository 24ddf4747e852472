package io.github.maestroevents.config.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.maestroevents.delivery.deadletter.LetterFileCheck;
import io.github.maestroevents.spi.LogText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters have been sent again, or taken into a journal: a file beside theirs, {@code
 * <name>.resent}, with a line for each, synced before the next batch is sent. The predecessors that
 * a rotation has renamed ({@code <name>.1}, …) share it, and a letter is known by its content, so
 * it is known wherever it has been moved to.
 */
public final class ResentNotes implements AutoCloseable {

  /** What is added to the name of the dead letters: {@value}. */
  private static final String SUFFIX = ".resent";

  private static final String IMPORTED = "imported";

  private final Path file;
  private final Map<String, Note> notes;
  private final @Nullable FileChannel channel;

  private ResentNotes(Path file, Map<String, Note> notes, @Nullable FileChannel channel) {
    this.file = file;
    this.notes = notes;
    this.channel = channel;
  }

  /** Where the notes on a file of dead letters stand, unless the user says otherwise. */
  public static Path beside(Path letters) {
    String name = String.valueOf(letters.getFileName()).replaceFirst("\\.\\d{1,3}$", "");
    return letters.resolveSibling(name + SUFFIX);
  }

  /** To look only; a file that is not there says nothing. */
  public static ResentNotes read(Path file) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return new ResentNotes(file, new HashMap<>(), null);
      }
      BasicFileAttributes unused = LetterFileCheck.require(file);
      try (Lines lines = new Lines(file.toString(), Files.newInputStream(file))) {
        return new ResentNotes(file, notes(lines), null);
      }
    } catch (IOException e) {
      throw new LettersRefusedException("Cannot read " + file + ": " + LogText.of(e), e);
    }
  }

  /**
   * To add to them; nobody else does meanwhile.
   *
   * @throws LettersRefusedException if somebody else does, or the file cannot be written
   */
  public static ResentNotes open(Path file) {
    FileChannel channel = null;
    try {
      channel = opened(file);
      if (channel.tryLock() == null) {
        throw new LettersRefusedException(inUse(file));
      }
      // By the same channel: to close another one of the file would give the lock up.
      Map<String, Note> notes = notes(new Lines(file.toString(), Channels.newInputStream(channel)));
      return new ResentNotes(file, notes, channel);
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel);
      throw new LettersRefusedException(inUse(file), e);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new LettersRefusedException(
          "Cannot write to "
              + file
              + ", where it is noted what was sent ("
              + LogText.of(e)
              + "). Name another with --notes",
          e);
    } catch (RuntimeException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  /** What is there already must be this user's own, and is not replaced meanwhile. */
  private static FileChannel opened(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Path unused = Files.createFile(file, ownerOnly(file));
    }
    Object before = LetterFileCheck.require(file).fileKey();
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    if (!Objects.equals(LetterFileCheck.require(file).fileKey(), before)) {
      channel.close();
      throw new FileSystemException(file.toString(), null, "was replaced while it was opened");
    }
    return channel;
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String inUse(Path file) {
    return "Another process sends these dead letters now: it has " + file;
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException nothingWasWritten) {
      // What is thrown already says more.
    }
  }

  /** What is no note is passed over: half a line of a process that was killed, or another's. */
  private static Map<String, Note> notes(Lines lines) throws IOException {
    Map<String, Note> notes = new HashMap<>();
    Note last = new Note("", false); // many letters were noted at one time
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      JsonNode note = LetterJson.read(line);
      String letter = note == null ? null : JsonFields.textOrNull(note, "letter");
      if (note != null && letter != null && letter.length() == Letter.FINGERPRINT_CHARS) {
        String time = LogText.id(note.path("time").asText());
        last = last.shared(time, note.path(IMPORTED).asBoolean());
        notes.put(letter, last);
      }
    }
    return notes;
  }

  /** When a letter was sent again, or taken into a journal; empty if it was not. */
  public Optional<Note> of(Letter letter) {
    return Optional.ofNullable(notes.get(letter.fingerprint()));
  }

  /** Notes that letters have been sent; on return that is on disk. */
  public void addSent(Collection<Letter> letters, Instant time) {
    add(letters, new Note(time.toString(), false));
  }

  /** Notes that letters have been taken into a journal; on return that is on disk. */
  public void addImported(Collection<Letter> letters, Instant time) {
    add(letters, new Note(time.toString(), true));
  }

  private void add(Collection<Letter> letters, Note told) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try {
      lines.write('\n'); // behind half a line of a process that was killed; read as nothing
      for (Letter letter : letters) {
        ObjectNode note = LetterJson.JSON.createObjectNode();
        note.put("letter", letter.fingerprint());
        String id = letter.id(); // for people alone: a letter is known by its fingerprint
        note.put("id", id == null ? null : LogText.id(id));
        note.put("time", told.time());
        if (told.isImport()) {
          note.put(IMPORTED, true);
        }
        lines.write(LetterJson.JSON.writeValueAsBytes(note));
        lines.write('\n');
        notes.put(letter.fingerprint(), told);
      }
      if (channel == null) {
        throw new IllegalStateException("opened to look only");
      }
      ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
      while (bytes.hasRemaining()) {
        int unused = channel.write(bytes); // behind all that was read
      }
      channel.force(true);
    } catch (IOException e) {
      throw new LettersStoppedException(
          "Cannot note in "
              + file
              + " what was sent: the last "
              + letters.size()
              + " could go twice ("
              + LogText.of(e)
              + ")",
          e);
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  /**
   * What is noted of a letter.
   *
   * @param time when
   * @param isImport whether it was taken into a journal; else it was sent
   */
  public record Note(String time, boolean isImport) {

    private Note shared(String otherTime, boolean otherIsImport) {
      return time.equals(otherTime) && isImport == otherIsImport
          ? this
          : new Note(otherTime, otherIsImport);
    }
  }
}
