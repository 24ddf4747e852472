package io.github.maestroevents.config.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterReading;
import io.github.maestroevents.delivery.deadletter.DeadLetterSource;
import io.github.maestroevents.delivery.deadletter.KeptDeadLetter;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterFileTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;

  @Test
  void letters_areReadAsTheyWere_theOldestFirst_overAllFiles() {
    Path path = directory.resolve("audit.dead-letters");
    List<MaestroEvent> events = TestEvents.ofManyRuns(12);
    try (DeadLetterFile file = DeadLetterFile.at(path, 4_096, 20)) {
      events.forEach(event -> file.handle(letter(event)));

      assertThat(path.resolveSibling("audit.dead-letters.1")).exists();
      List<KeptDeadLetter> read = all(file.source().orElseThrow().look());

      assertThat(read).extracting(KeptDeadLetter::event).containsExactlyElementsOf(events);
      KeptDeadLetter first = read.get(0);
      assertThat(first.id()).isEqualTo(EventId.of(events.get(0)).value());
      assertThat(first.attributes()).containsEntry("source", "maestro://elsewhere");
      assertThat(first.destination()).isEqualTo("audit");
      assertThat(first.reason()).isEqualTo("REJECTED");
      assertThat(first.time()).isEqualTo(NOW);
      assertThat(first.isSentAgain()).isFalse();
    }
  }

  @Test
  void reading_endsWhereTheFileEndedWhenItBegan() {
    try (DeadLetterFile file = DeadLetterFile.at(directory.resolve("audit"))) {
      file.handle(letter(TestEvents.event()));
      try (DeadLetterReading reading = file.source().orElseThrow().look()) {
        file.handle(letter(TestEvents.failure()));

        assertThat(reading.next()).isNotNull();
        assertThat(reading.next()).isNull();
      }
    }
  }

  @Test
  void letterThatWasSentAgain_isKnown_afterItsFileWasRenamed() throws Exception {
    Path path = directory.resolve("audit");
    try (DeadLetterFile file = DeadLetterFile.at(path)) {
      DeadLetterSource source = file.source().orElseThrow();
      file.handle(letter(TestEvents.event()));
      try (DeadLetterReading reading = source.take()) {
        reading.sentAgain(List.of(reading.next()), NOW);
      }
      Files.move(path, directory.resolve("audit.1"));
      file.handle(letter(TestEvents.failure()));

      assertThat(all(source.look()))
          .extracting(KeptDeadLetter::isSentAgain)
          .containsExactly(true, false);
    }
  }

  @Test
  void taken_isForOneAtATime() {
    try (DeadLetterFile file = DeadLetterFile.at(directory.resolve("audit"))) {
      DeadLetterSource source = file.source().orElseThrow();
      try (DeadLetterReading first = source.take()) {
        assertThatThrownBy(source::take)
            .isInstanceOf(LettersRefusedException.class)
            .hasMessageContaining("Another process sends these dead letters now");
        assertThat(first.next()).isNull();
      }
      source.take().close();
    }
  }

  @Test
  void whatIsNoLetter_isPassedOverAndCounted() throws Exception {
    Path path = directory.resolve("audit");
    try (DeadLetterFile file = DeadLetterFile.at(path)) {
      Files.writeString(path, "half a line {\n{\"a\":1}\n", StandardOpenOption.APPEND);
      file.handle(letter(TestEvents.event()));
      try (DeadLetterReading reading = file.source().orElseThrow().look()) {
        assertThat(reading.next()).isNotNull();
        assertThat(reading.next()).isNull();
        assertThat(reading.unreadable()).isEqualTo(2);
      }
    }
  }

  @Test
  void link_isNotFollowed() throws Exception {
    Path path = directory.resolve("audit");
    Path secret = Files.writeString(directory.resolve("secret"), "{}");
    try (DeadLetterFile file = DeadLetterFile.at(path)) {
      Files.delete(path);
      Files.createSymbolicLink(path, secret);

      assertThatThrownBy(file.source().orElseThrow()::look)
          .isInstanceOf(LettersRefusedException.class)
          .hasMessageContaining("is a link");
    }
  }

  private static List<KeptDeadLetter> all(DeadLetterReading opened) {
    List<KeptDeadLetter> all = new ArrayList<>();
    try (DeadLetterReading reading = opened) {
      for (KeptDeadLetter letter = reading.next(); letter != null; letter = reading.next()) {
        all.add(letter);
      }
    }
    return all;
  }

  private static DeadLetter letter(MaestroEvent event) {
    Map<String, String> attributes = new LinkedHashMap<>(EncodedEvent.of(event).attributes());
    attributes.put("source", "maestro://elsewhere");
    return new DeadLetter(
        "audit",
        event,
        EventId.of(event),
        "key",
        attributes,
        DeadLetter.Reason.REJECTED,
        new IllegalStateException("400"),
        1,
        NOW,
        NOW);
  }
}
