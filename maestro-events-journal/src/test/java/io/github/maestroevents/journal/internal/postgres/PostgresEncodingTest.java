package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.testbed.Entries.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.testbed.PostgresServer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that cannot hold every character. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresEncodingTest {

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @ParameterizedTest
  @ValueSource(strings = {"LATIN1", "SQL_ASCII", "WIN1252"})
  void databaseThatIsNotUnicode_isRefusedByName(String encoding) throws Exception {
    String name = "in_" + encoding.toLowerCase(Locale.ROOT);
    create(name, encoding);

    assertThatThrownBy(() -> journal(name).open())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("encoded in " + encoding)
        .hasMessageContaining("UTF8");
    assertThatThrownBy(() -> journal(name).openIfFree())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(encoding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF8"})
  void unicodeDatabase_isUsed(String encoding) throws Exception {
    create("in_utf8", encoding);

    try (EventJournal journal = journal("in_utf8").open()) {
      journal.append(range(1, 3));
      assertThat(journal.stats().events()).isEqualTo(3);
    }
  }

  @Test
  void nameOfADatabase_isToldOnOneLine() throws Exception {
    create("\"a\nb\u001b[31m\"", "LATIN1");

    assertThatThrownBy(() -> journal("a%0Ab%1B%5B31m").open())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("a\\u000ab\\u001b[31m of the journal")
        .message()
        .doesNotContain("\n", "\u001b");
  }

  private static void create(String name, String encoding) throws Exception {
    SERVER.execute(
        "CREATE DATABASE "
            + name
            + " ENCODING '"
            + encoding
            + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
  }

  private static PostgresJournal journal(String name) {
    String url = SERVER.url().replace("/postgres?", "/" + name + "?");
    return PostgresJournal.on(PostgresServer.dataSource(url), "host");
  }
}
