package io.github.maestroevents.security.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalView;
import io.github.maestroevents.security.files.Victim.Planting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody puts a link, or a file of his own, where a journal has its files. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PlantedFilesTest {

  private static final List<String> NAMES =
      List.of(
          "journal.lock",
          "events.db",
          "events.db-wal",
          "events.db-shm",
          "events.db-journal",
          "events.db.salvaged");

  @TempDir Path temporary;

  private Path journal;
  private Victim victim;

  @BeforeEach
  void writeAJournal() throws Exception {
    journal = Journals.with(temporary.resolve("journal"), 3);
    victim = Victim.in(temporary);
  }

  static Stream<Arguments> plantings() {
    return NAMES.stream()
        .flatMap(name -> Stream.of(Planting.values()).map(how -> Arguments.of(how, name)));
  }

  @ParameterizedTest
  @MethodSource("plantings")
  void plantedLink_isRefusedByName_andWhatItLeadsToIsUntouched(Planting how, String name)
      throws Exception {
    victim.plant(how, journal.resolve(name));

    assertRefused(name);
    victim.assertUntouched();
  }

  @ParameterizedTest
  @MethodSource("plantings")
  void plantedLink_isRefusedInAnEmptyDirectory(Planting how, String name) throws Exception {
    journal = Files.createDirectory(temporary.resolve("empty"));
    victim.plant(how, journal.resolve(name));

    assertRefused(name);
    victim.assertUntouched();
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal.lock", "events.db", "events.db-wal", "events.db.salvaged"})
  void linkThatLeadsNowhere_isRefused_andNothingIsMadeBehindIt(String name) throws Exception {
    Files.deleteIfExists(journal.resolve(name));
    Path behind = temporary.resolve("behind");
    Files.createSymbolicLink(journal.resolve(name), behind);

    assertRefused(name);
    assertThat(behind).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal.lock",
        "events.db",
        "events.db-wal",
        "events.db-shm",
        "events.db-journal"
      })
  void fileOfAnotherUser_isRefusedByName(String name) throws Exception {
    if (!Files.exists(journal.resolve(name))) {
      Files.createFile(journal.resolve(name));
    }
    Victim.give(journal.resolve(name));

    assertRefused(name);
  }

  @Test
  void filesOfAGroupThatThisProcessIsNotIn_areRefused() throws Exception {
    Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rwxrwx---"));
    Files.setPosixFilePermissions(
        journal.resolve("events.db"), PosixFilePermissions.fromString("rw-rw----"));
    Victim.give(journal.resolve("events.db"));
    Files.setAttribute(journal.resolve("events.db"), "unix:gid", Victim.STRANGER);
    Files.setAttribute(journal, "unix:gid", Victim.STRANGER);
    Files.setAttribute(journal, "unix:mode", 02770);

    assertRefused("events.db");
  }

  @Test
  void fileOfAnotherProgram_isNotTakenForALock() throws Exception {
    Path lock = Files.writeString(journal.resolve("journal.lock"), "of another program");

    assertRefused("journal.lock");
    assertThat(lock).hasContent("of another program");
  }

  @Test
  void directoryThatEverybodyMayWriteTo_isRefused() throws Exception {
    Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertRefused(journal.toString());
  }

  @Test
  void refusedDirectory_isLeftAsItWas() throws Exception {
    journal = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertRefused(journal.toString());
    assertThat(journal).isEmptyDirectory();
  }

  @Test
  void journalOfAnotherUser_getsNoLock_thatWouldKeepItsOwnUserOut() throws Exception {
    Files.delete(journal.resolve("journal.lock"));
    Victim.give(journal.resolve("events.db"));
    Victim.give(journal);

    assertRefused("events.db");
    assertThat(journal.resolve("journal.lock")).doesNotExist();
  }

  @Test
  void fileThatCannotBeOpened_leavesNoLock() throws Exception {
    Files.delete(journal.resolve("journal.lock"));
    Journals.execute(journal, "CREATE TABLE other (a)");

    assertRefused("events.db");
    assertThat(journal.resolve("journal.lock")).doesNotExist();
  }

  @Test
  void journalThatAGroupShares_isLookedAt_byWhoIsNotInTheGroup() throws Exception {
    Path log = Files.createFile(journal.resolve("events.db-wal"));
    for (Path path : List.of(journal.resolve("events.db"), log)) {
      Victim.give(path);
      Files.setAttribute(path, "unix:gid", Victim.STRANGER);
      Files.setAttribute(path, "unix:mode", 0660);
    }
    Files.setAttribute(log, "unix:uid", Victim.STRANGER + 1);
    Files.setAttribute(journal, "unix:gid", Victim.STRANGER);
    Files.setAttribute(journal, "unix:mode", 02770);

    try (JournalView view = JournalPlace.inDirectory(journal).view()) {
      assertThat(view.nodes()).hasSize(1);
    }
  }

  @Test
  void nativeLibraryThatIsALink_isNotLoaded_norWhatItLeadsToReplaced() throws Exception {
    Path library = Files.createDirectory(temporary.resolve("library"));
    Path foreign = Files.writeString(library.resolve("1-libsqlitejdbc.so"), "foreign");
    Path fresh = Files.createDirectory(temporary.resolve("fresh"));
    Files.createSymbolicLink(fresh.resolve("native"), library);

    try (EventJournal opened = Journals.open(fresh)) {
      opened.append(Journals.entries(1, 1));
    }

    assertThat(foreign).hasContent("foreign");
    try (Stream<Path> files = Files.list(library)) {
      assertThat(files).containsExactly(foreign);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"events.db", "events.db-wal"})
  void link_isNotFollowedToLookEither(String name) throws Exception {
    victim.plant(Planting.SYMBOLIC_LINK, journal.resolve(name));

    assertThatThrownBy(
            () -> {
              try (JournalView unused = JournalPlace.inDirectory(journal).view()) {
                throw new AssertionError("opened");
              }
            })
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(name);
  }

  @Test
  void lockThatIsALink_isNotFollowedToSeeWhoHoldsIt() throws Exception {
    victim.plant(Planting.SYMBOLIC_LINK, journal.resolve("journal.lock"));

    assertThatThrownBy(() -> JournalPlace.inDirectory(journal).holders())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("journal.lock");
  }

  @Test
  void backup_doesNotFollowALink_andLeavesNothingBeside() throws Exception {
    Path copies = Files.createDirectory(temporary.resolve("copies"));
    Path nowhere = temporary.resolve("nowhere");
    Files.createSymbolicLink(copies.resolve("copy.db"), nowhere);
    try (JournalView view = JournalPlace.inDirectory(journal).view()) {
      assertThatThrownBy(() -> view.backup(copies.resolve("copy.db")))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("already");
    }
    assertThat(nowhere).doesNotExist();
    try (Stream<Path> files = Files.list(copies)) {
      assertThat(files).containsExactly(copies.resolve("copy.db"));
    }
  }

  private void assertRefused(String named) {
    assertThatThrownBy(
            () -> {
              try (EventJournal unused = Journals.open(journal)) {
                throw new AssertionError("opened");
              }
            })
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(named);
  }
}
