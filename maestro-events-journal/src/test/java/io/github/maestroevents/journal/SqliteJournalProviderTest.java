package io.github.maestroevents.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.testkit.WrittenSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteJournalProviderTest {

  private final JournalProvider provider = new SqliteJournalProvider();
  private final WrittenSettings nothing = WrittenSettings.of(provider.settings());

  @Test
  void providers_areFoundByServiceLoader_andShareNoPlace() {
    assertThat(ServiceLoader.load(JournalProvider.class))
        .extracting(JournalProvider::type)
        .containsExactly("sqlite", "postgresql");
    JournalProvider postgres = new PostgresJournalProvider();
    assertThat(provider.takes("file:/x")).isTrue();
    assertThat(postgres.takes("file:/x")).isFalse();
    assertThat(provider.takes("jdbc:postgresql://h/d")).isFalse();
    assertThat(provider.takes("none")).isFalse();
  }

  @Test
  void journal_isOpenedInTheDirectory(@TempDir Path parent) {
    Path directory = parent.resolve("of audit%20");

    try (EventJournal journal = provider.open("file:" + directory, nothing)) {
      assertThat(journal.stats().events()).isZero();
      assertThat(directory).isDirectory();
    }
  }

  @Test
  void everySetting_reachesTheBuilder() {
    assertThat(provider.settings())
        .extracting(Setting::name)
        .containsExactly("sqlite.max-bytes", "sqlite.keep-free", "sqlite.on-damage");

    assertThat(
            SqliteJournalProvider.journal(
                    "file:/var/events",
                    nothing
                        .with("sqlite.max-bytes", "64MiB")
                        .with("sqlite.keep-free", "1KiB")
                        .with("sqlite.on-damage", "set-aside"))
                .toString())
        .isEqualTo(
            "SqliteJournal[directory=/var/events, maxBytes=67108864, keepFree=1024,"
                + " onDamage=SET_ASIDE]");
    assertThat(SqliteJournalProvider.journal("file:///var/events", nothing).toString())
        .isEqualTo(SqliteJournal.at(Path.of("/var/events")).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:", "file:events", "file:./events", "file://host/hunter2", "file:\0hunter2"})
  void place_isRefused_unlessItIsAWholePath(String place) {
    assertThatThrownBy(() -> provider.check(place, nothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must look like file:/var/lib/host/events")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void check_opensNothing(@TempDir Path parent) {
    provider.check("file:" + parent.resolve("events"), nothing);

    assertThat(Files.exists(parent.resolve("events"))).isFalse();
  }
}
