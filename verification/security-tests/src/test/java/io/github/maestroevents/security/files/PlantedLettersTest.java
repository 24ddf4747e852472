package io.github.maestroevents.security.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.security.files.Victim.Planting;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody puts a link, or a file of his own, where dead letters are to go. */
class PlantedLettersTest {

  @TempDir Path temporary;

  private Path letters;
  private Victim victim;

  @BeforeEach
  void name() throws Exception {
    letters = temporary.resolve("dead-letters.jsonl");
    victim = Victim.in(temporary);
  }

  @ParameterizedTest
  @EnumSource(Planting.class)
  void plantedLink_isRefused_andWhatItLeadsToIsUntouched(Planting how) throws Exception {
    victim.plant(how, letters);

    assertRefused();
    victim.assertUntouched();
  }

  @Test
  void fileOfAnotherUser_isRefused() throws Exception {
    Victim.give(Files.createFile(letters));

    assertRefused();
    assertThat(letters).isEmptyFile();
  }

  private void assertRefused() {
    assertThatThrownBy(() -> DeadLetterHandler.toFile(letters))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(letters.toString());
  }
}
