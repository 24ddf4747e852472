package io.github.maestroevents.config.letters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.delivery.deadletter.DeadLetterReading;
import io.github.maestroevents.delivery.deadletter.KeptDeadLetter;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the letters of some files one after the other. Used by one thread at a time. */
final class LetterFilesReading implements DeadLetterReading {

  private final List<LetterFiles.LetterFile> files;
  private final ResentNotes notes;
  private int next;
  private @Nullable Lines lines;
  private long unreadable;

  LetterFilesReading(List<LetterFiles.LetterFile> files, ResentNotes notes) {
    this.files = files;
    this.notes = notes;
  }

  @Override
  public @Nullable KeptDeadLetter next() {
    try {
      for (byte[] line = line(); line != null; line = line()) {
        JsonNode json = LetterJson.read(line);
        if (json != null && Letter.isLetter(json)) {
          return kept(new Letter(line, json, ""));
        }
        unreadable++;
      }
      return null;
    } catch (IOException e) {
      throw new LettersStoppedException("Cannot read dead letters: " + LogText.of(e), e);
    }
  }

  private byte @Nullable [] line() throws IOException {
    while (true) {
      if (lines == null) {
        if (next == files.size()) {
          return null;
        }
        lines = files.get(next++).lines();
      }
      byte[] line = lines.next();
      if (line != null) {
        return line;
      }
      lines.close();
      lines = null;
    }
  }

  private KeptDeadLetter kept(Letter letter) {
    return new Kept(letter, notes.of(letter).isPresent());
  }

  @Override
  public long unreadable() {
    return unreadable;
  }

  @Override
  public void sentAgain(Collection<? extends KeptDeadLetter> letters, Instant time) {
    List<Letter> sent = new ArrayList<>();
    for (KeptDeadLetter letter : letters) {
      sent.add(((Kept) letter).letter());
    }
    notes.addSent(sent, time);
  }

  @Override
  public void close() {
    files.forEach(LetterFiles.LetterFile::close);
    notes.close();
  }

  private record Kept(Letter letter, boolean isSentAgain) implements KeptDeadLetter {

    @Override
    public @Nullable String id() {
      return letter.id();
    }

    @Override
    public @Nullable String type() {
      return letter.text("type");
    }

    @Override
    public @Nullable String workflowId() {
      return letter.text("workflow_id");
    }

    @Override
    public String destination() {
      return letter.destination();
    }

    @Override
    public String reason() {
      return String.valueOf(letter.text("reason"));
    }

    @Override
    public @Nullable Instant time() {
      return letter.time();
    }

    @Override
    public long bytes() {
      return letter.size();
    }

    @Override
    public MaestroEvent event() {
      try {
        return letter.event().event().maestroEvent();
      } catch (NoEventException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }

    @Override
    public Map<String, String> attributes() {
      return Collections.unmodifiableMap(letter.attributes());
    }
  }
}
