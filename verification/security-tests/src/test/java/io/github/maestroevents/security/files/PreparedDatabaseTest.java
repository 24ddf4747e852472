package io.github.maestroevents.security.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.DamagePolicy;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalView;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody hands over a database that looks like a journal, and is none. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PreparedDatabaseTest {

  private static final String ENDLESS =
      " AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) ";

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER swallow BEFORE INSERT ON event BEGIN SELECT raise(IGNORE); END",
        "CREATE TRIGGER forge AFTER DELETE ON owner BEGIN INSERT INTO owner VALUES ('', '', '');"
            + " END",
        "CREATE TRIGGER mine INSTEAD OF INSERT ON event_list BEGIN SELECT 1; END",
        "CREATE VIEW other AS SELECT 1",
        "CREATE TABLE other (a)",
        "CREATE INDEX other ON event (ordering_key)",
        "CREATE UNIQUE INDEX other ON event (event_id)",
        "CREATE INDEX other ON event (abs(crc32c))",
        "ALTER TABLE event ADD COLUMN more TEXT DEFAULT 'x'",
        "ALTER TABLE event ADD COLUMN more AS (upper(type))",
        "ALTER TABLE quarantine RENAME TO other",
        "DROP VIEW event_list",
        "CREATE VIRTUAL TABLE other USING fts5(a)"
      })
  void changedSchema_isRefusedByName_toOpenAndToLook(String change) throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 3);
    Journals.execute(journal, change);

    assertRefused(journal);
    assertNotLookedAt(journal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "quarantine", "journal", "owner"})
  void endlessView_inPlaceOfATable_hangsNobody(String table) throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 3);
    Journals.execute(
        journal,
        "ALTER TABLE " + table + " RENAME TO was",
        "CREATE VIEW " + table + ENDLESS + "SELECT i AS token, i AS holder, i AS process FROM r");
    Files.delete(journal.resolve("journal.lock")); // so that the owner is asked for too

    assertRefused(journal);
    assertNotLookedAt(journal);
  }

  @Test
  void changedSchemaText_isRefused_howeverItCameThere() throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 3);
    Journals.execute(
        journal,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'crc32c INTEGER NOT NULL',"
            + " 'crc32c INTEGER NOT NULL CHECK (randomblob(1) IS NOT NULL)') WHERE name = 'event'");

    assertRefused(journal);
  }

  @Test
  void twoTablesOnOnePage_areRefused() throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 3);
    Journals.execute(
        journal,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name ="
            + " 'event') WHERE name = 'quarantine'");

    assertRefused(journal);
  }

  @Test
  void tableOnThePageOfTheSchema_isRefused() throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 3);
    Journals.execute(
        journal,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'quarantine'");

    assertThatThrownBy(() -> Journals.open(journal).close())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("events.db");
  }

  @Test
  void nameOfTheOwner_isToldInOneLine() throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 3);
    try (EventJournal opened = Journals.open(journal)) {
      Journals.execute(
          journal, "UPDATE owner SET token = 'x', holder = 'a' || char(10) || 'b' || char(27)");

      assertThatThrownBy(() -> opened.append(Journals.entries(4, 4)))
          .isInstanceOf(JournalException.class)
          .message()
          .contains("taken over by")
          .doesNotContain("\n", "\u001b");
    }
  }

  @Test
  void databaseOfAnotherProgram_isLeftAsItIs() throws Exception {
    Path journal = Files.createDirectory(temporary.resolve("other"));
    Journals.execute(journal, "CREATE TABLE mine (a)", "PRAGMA user_version = 1");
    byte[] before = Files.readAllBytes(journal.resolve("events.db"));

    assertRefused(journal);
    assertThat(Files.readAllBytes(journal.resolve("events.db"))).isEqualTo(before);
  }

  @Test
  void damagedFileWithATrigger_isNotSavedFrom() throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 3_000);
    Journals.execute(
        journal,
        "ALTER TABLE event RENAME TO was",
        "CREATE VIEW event" + ENDLESS + "SELECT i AS sequence, i AS crc32c FROM r");
    try (RandomAccessFile file =
        new RandomAccessFile(journal.resolve("events.db").toFile(), "rw")) {
      file.setLength(file.length() - 2 * 4096);
    }

    assertThatThrownBy(
            () ->
                SqliteJournal.at(journal)
                    .keepFree(0)
                    .onDamage(DamagePolicy.SET_ASIDE)
                    .open()
                    .close())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("event");
  }

  @Test
  void copyOfPagesThatLeadToEachOther_isGivenUp_andLeavesNothing() throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 300);
    EndlessTree.inPlaceOf(journal, "event");

    try (JournalView view = JournalPlace.inDirectory(journal).view()) {
      assertThatThrownBy(() -> view.backup(temporary.resolve("copy")))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("more than has room");
    }

    assertThat(temporary).isDirectoryNotContaining(file -> !file.equals(journal));
  }

  @Test
  void analyzedJournal_isOpened() throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 3);
    Journals.execute(journal, "ANALYZE");

    try (EventJournal opened = Journals.open(journal)) {
      assertThat(opened.stats().events()).isEqualTo(3);
    }
  }

  @Test
  void journalOfAnEarlyVersion_withoutAnOwner_isOpened() throws Exception {
    Path journal = Journals.with(temporary.resolve("journal"), 3);
    Journals.execute(journal, "DROP TABLE owner");

    try (JournalView view = JournalPlace.inDirectory(journal).view()) {
      assertThat(view.nodes()).hasSize(1);
    }
    try (EventJournal opened = Journals.open(journal)) {
      opened.append(Journals.entries(4, 4));
      assertThat(opened.stats().events()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a?mode=ro",
        "a?x#y",
        "a%3Fb",
        "a;b&c d:e",
        "mode=memory",
        "file:a",
        "ä€'\"",
        "a+b"
      })
  void everyCharacter_ofADirectoryStandsForItself(String name) throws Exception {
    Path journal = Journals.with(temporary.resolve(name), 3);

    assertThat(journal.resolve("events.db")).isNotEmptyFile();
    assertThat(temporary).isDirectoryNotContaining(file -> !file.equals(journal));
    try (JournalView view = JournalPlace.inDirectory(journal).view()) {
      assertThat(view.nodes()).hasSize(1);
      view.backup(temporary.resolve("copy?" + name.length()));
    }
    try (EventJournal opened = Journals.open(journal)) {
      assertThat(opened.stats().events()).isEqualTo(3);
    }
    assertThat(temporary.resolve("copy?" + name.length())).isRegularFile();
  }

  private static void assertRefused(Path journal) {
    assertThatThrownBy(() -> Journals.open(journal).close())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("events.db");
  }

  private static void assertNotLookedAt(Path journal) {
    assertThatThrownBy(() -> JournalPlace.inDirectory(journal).view().close())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("events.db");
  }
}
