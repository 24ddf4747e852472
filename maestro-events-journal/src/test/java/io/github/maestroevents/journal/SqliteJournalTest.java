package io.github.maestroevents.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SqliteJournalTest {

  @Test
  void builder_refusesBadValuesByName() {
    Path directory = Path.of("events");
    SqliteJournal settings = SqliteJournal.at(directory);

    assertThatThrownBy(() -> settings.maxBytes(SqliteJournal.MIN_MAX_BYTES - 1))
        .hasMessageContaining("maxBytes");
    assertThatThrownBy(() -> settings.keepFree(-1)).hasMessageContaining("keepFree");
    assertThatThrownBy(() -> settings.onDamage(null)).hasMessageContaining("onDamage");
    assertThat(settings.toString()).contains(directory.toString(), "maxBytes=2147483648");
  }
}
