package io.github.maestroevents.journal.internal.sqlite;

import static io.github.maestroevents.journal.testbed.Entries.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.testbed.ChildProcess;
import io.github.maestroevents.journal.testbed.ProcessWithoutRights;
import io.github.maestroevents.journal.testbed.RedeployedProcess;
import io.github.maestroevents.journal.testbed.SqliteOpenerProcess;
import io.github.maestroevents.journal.testbed.SqliteWriterProcess;
import io.github.maestroevents.journal.testbed.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Directories, temporary directories and threads as a host may have them when it opens a journal.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OpeningTest {

  @TempDir Path directory;

  @Test
  void interruptedThread_closesTheJournal_soThatAnotherProcessMayHaveIt() throws Exception {
    EventJournal journal = SqliteJournal.at(directory).keepFree(0).open();
    Thread.currentThread().interrupt();
    assertThat(journal.adopt(1)).isZero();
    journal.close();
    assertThat(Thread.interrupted()).isTrue();

    assertThat(answer(ChildProcess.run(SqliteOpenerProcess.class, directory.toString())))
        .isEqualTo("opened");
  }

  @Test
  void interruptedThread_opensAndUsesTheJournal_andStaysInterrupted() {
    Thread.currentThread().interrupt();
    try (EventJournal journal = SqliteJournal.at(directory.resolve("new")).keepFree(0).open()) {
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      journal.append(range(1, 3));
      assertThat(journal.stats().events()).isEqualTo(3);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void directoryThatExists_keepsItsMode() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxr-x"));

    SqliteJournal.at(directory).keepFree(0).open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwxrwxr-x");
  }

  @Test
  void directoryOfAnotherUserInTheSameGroup_isUsed_asAVolumeOfKubernetesIs() throws Exception {
    Path volume = Files.createDirectory(directory.resolve("volume"));
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give files away");
    Files.setAttribute(volume, "unix:uid", 12_345);
    Files.setAttribute(volume, "unix:gid", ProcessWithoutRights.GROUP);
    Files.setAttribute(volume, "unix:mode", 02770);

    assertThat(answer(ProcessWithoutRights.run(SqliteOpenerProcess.class, volume.toString())))
        .isEqualTo("opened");
    assertThat(answer(ProcessWithoutRights.run(SqliteOpenerProcess.class, volume.toString())))
        .isEqualTo("opened");
    assertThat(Files.getAttribute(volume, "unix:mode")).isEqualTo(042770);
  }

  @Test
  void filesOfAnotherUserInTheSameGroup_areUsed_asKubernetesGivesThemToANewPod() throws Exception {
    Path volume = directory.resolve("volume");
    SqliteJournal.at(volume).keepFree(0).open().close();
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give files away");
    giveAway(volume, 02770);
    try (Stream<Path> files = Files.list(volume)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        giveAway(file, 0660);
      }
    }

    assertThat(answer(ProcessWithoutRights.run(SqliteOpenerProcess.class, volume.toString())))
        .isEqualTo("opened");
    assertThat(Files.getAttribute(volume.resolve("events.db"), "unix:uid")).isEqualTo(12_345);
  }

  private static void giveAway(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:uid", 12_345);
    Files.setAttribute(path, "unix:gid", ProcessWithoutRights.GROUP);
    Files.setAttribute(path, "unix:mode", mode);
  }

  @Test
  void directoryWithoutPermission_isNamedWithItsOwnerAndMode() throws Exception {
    Path volume = Files.createDirectory(directory.resolve("volume"));
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give files away");
    Files.setAttribute(volume, "unix:uid", 12_345);

    assertThat(answer(ProcessWithoutRights.run(SqliteOpenerProcess.class, volume.toString())))
        .contains("permission denied to the user root", volume + " is owned by 12345", "mode rwx");
  }

  @Test
  void fileWithoutPermission_isNamed() throws Exception {
    SqliteJournal.at(directory).keepFree(0).open().close();
    Files.setAttribute(directory, "unix:mode", 01777);
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give files away");
    Files.setAttribute(directory.resolve("events.db"), "unix:uid", 12_345);

    assertThat(answer(ProcessWithoutRights.run(SqliteOpenerProcess.class, directory.toString())))
        .contains("permission denied", "events.db is owned by 12345");
  }

  @Test
  void lockFileWithoutPermission_isNamed_notItsDirectory() throws Exception {
    SqliteJournal.at(directory).keepFree(0).open().close();
    Files.setAttribute(directory, "unix:mode", 01777);
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give files away");
    Files.setAttribute(directory.resolve("journal.lock"), "unix:uid", 12_345);

    assertThat(answer(ProcessWithoutRights.run(SqliteOpenerProcess.class, directory.toString())))
        .contains("permission denied", "journal.lock is owned by 12345");
  }

  @Test
  void diskWithoutInodes_isNamed() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "4m,nr_inodes=2")) {
      assertThat(answer(ChildProcess.run(SqliteOpenerProcess.class, disk.path().toString())))
          .contains("no inodes left");
    }
  }

  @Test
  void diskThatIsMountedReadOnly_isNamed() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "4m")) {
      disk.remount("ro");

      assertThat(answer(ChildProcess.run(SqliteOpenerProcess.class, disk.path().toString())))
          .contains("mounted read-only");
    }
  }

  @Test
  void nativeLibrary_isUnpackedOnceBesideTheJournal_howeverOftenItsProcessIsKilled()
      throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Path journal = directory.resolve("journal");
    for (int life = 0; life < 2; life++) {
      try (ChildProcess host =
          ChildProcess.run(
              List.of(),
              List.of("-Djava.io.tmpdir=" + temporary),
              SqliteWriterProcess.class,
              journal.toString(),
              "1")) {
        assertThat(host.line()).isNotNull();
        host.kill();
      }
    }

    assertThat(names(temporary)).isEmpty();
    assertThat(names(journal.resolve("native"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shared", "shared/journal", "shared/below/journal"})
  void nativeLibrary_isNotLoadedFromWhereEverybodyMayReplaceIt(String place) throws Exception {
    Path above = Files.createDirectory(directory.resolve("above"));
    Path shared = Files.createDirectory(above.resolve("shared"));
    try (Tmpfs volume = Tmpfs.mountAt(shared, "16m,mode=777")) { // whose root is let pass
      Path journal = above.resolve(place);
      Files.createDirectories(journal.getParent());
      List<String> told;
      try (ChildProcess host = ChildProcess.run(SqliteOpenerProcess.class, journal.toString())) {
        told = host.output().lines().toList();
      }

      assertThat(told.get(told.size() - 1)).isEqualTo("opened");
      assertThat(told)
          .anyMatch(line -> line.contains("native library is not loaded") && line.contains("o-w"));
      assertThat(names(journal.resolve("native"))).isEmpty();
      assertThat(volume.path()).isDirectory();
    }
  }

  @Test
  void failureToLoadTheNativeLibrary_isToldOnOneLine_ofABoundedLength() throws Exception {
    Path library = directory.resolve("li\nb\u001b[31m" + "x".repeat(150));
    Path journal = directory.resolve("journal");

    String told =
        NativeLibrary.failure(
            journal, new UnsatisfiedLinkError(library + "\u202e: " + "y".repeat(100_000)));

    assertThat(told).doesNotContain("\n", "\u001b", "\u202e").contains("li\\u000ab");
    assertThat(told.length()).isLessThan(2_000);
  }

  @Test
  void damagedNativeLibrary_isReplaced() throws Exception {
    assertThat(answer(ChildProcess.run(SqliteOpenerProcess.class, directory.toString())))
        .isEqualTo("opened");
    Path library = directory.resolve("native").resolve(names(directory.resolve("native")).get(0));
    long size = Files.size(library);
    Files.write(library, new byte[100]);

    assertThat(answer(ChildProcess.run(SqliteOpenerProcess.class, directory.toString())))
        .isEqualTo("opened");
    assertThat(Files.size(library)).isEqualTo(size);
  }

  @Test
  void hostThatSaysWhereToUnpack_isObeyed_andItsSettingsStay() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Path journal = directory.resolve("journal");

    assertThat(
            answer(
                ChildProcess.run(
                    List.of(),
                    List.of("-Dorg.sqlite.tmpdir=" + temporary),
                    SqliteOpenerProcess.class,
                    journal.toString())))
        .isEqualTo("opened");
    assertThat(journal.resolve("native")).doesNotExist();
    SqliteJournal.at(directory.resolve("other")).keepFree(0).open().close();
    assertThat(System.getProperty("org.sqlite.lib.path")).isNull();
    assertThat(System.getProperty("org.sqlite.lib.name")).isNull();
  }

  @Test
  void directoriesFromWhichNothingMayRun_areNamed() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "16m,noexec")) {
      Path temporary = Files.createDirectory(disk.path().resolve("temporary"));

      assertThat(
              answer(
                  ChildProcess.run(
                      List.of(),
                      List.of("-Djava.io.tmpdir=" + temporary),
                      SqliteOpenerProcess.class,
                      disk.path().resolve("journal").toString())))
          .contains("noexec", temporary.toString(), "org.sqlite.tmpdir");
    }
  }

  @Test
  void journalFromWhoseDirectoryNothingMayRun_isOpenedAllTheSame() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "16m,noexec")) {
      Path journal = disk.path().resolve("journal");

      assertThat(answer(ChildProcess.run(SqliteOpenerProcess.class, journal.toString())))
          .isEqualTo("opened");
      assertThat(journal.resolve("native")).doesNotExist();
    }
  }

  @Test
  void libraryThatMayNotBeLoadedFromBesideTheJournal_isUnpackedToTheTemporaryDirectory()
      throws Exception {
    Path journal = directory.resolve("journal");
    Files.createDirectories(journal.resolve("native"));
    try (Tmpfs library = Tmpfs.mountAt(journal.resolve("native"), "16m,mode=700,noexec")) {
      assertThat(answer(ChildProcess.run(SqliteOpenerProcess.class, journal.toString())))
          .isEqualTo("opened");
      assertThat(names(library.path())).hasSize(1);
    }
  }

  @Test
  void libraryThatMayNotBeLoadedFromAnywhere_namesBothPlaces() throws Exception {
    Path journal = directory.resolve("journal");
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    Files.createDirectories(journal.resolve("native"));
    try (Tmpfs library = Tmpfs.mountAt(journal.resolve("native"), "16m,mode=700,noexec");
        Tmpfs other = Tmpfs.mountAt(temporary, "16m,noexec")) {
      assertThat(
              answer(
                  ChildProcess.run(
                      List.of(),
                      List.of("-Djava.io.tmpdir=" + other.path()),
                      SqliteOpenerProcess.class,
                      journal.toString())))
          .contains(
              "neither from " + library.path() + " nor from " + temporary,
              "noexec",
              "org.sqlite.tmpdir");
    }
  }

  @Test
  void journal_isOpenedByAnotherClassLoader_asAnApplicationThatIsDeployedAgainDoes()
      throws Exception {
    try (ChildProcess host = ChildProcess.run(RedeployedProcess.class, directory.toString())) {
      assertThat(host.output().lines().filter(OpeningTest::isTold))
          .containsExactly("opened", "opened");
    }
  }

  @Test
  void propertiesThatTheHostHasSet_stay() throws Exception {
    Path library = Files.createDirectory(directory.resolve("library"));
    Path journal = directory.resolve("journal");
    try (ChildProcess host =
        ChildProcess.run(
            List.of(),
            List.of("-Dorg.sqlite.lib.path=" + library),
            RedeployedProcess.class,
            journal.toString())) {
      assertThat(host.output().lines().filter(OpeningTest::isTold))
          .containsExactly("opened", "opened");
    }
    assertThat(journal.resolve("native")).doesNotExist();
  }

  /** Not a line of the log. */
  private static boolean isTold(String line) {
    return line.equals("opened") || line.startsWith("changed");
  }

  /** The last line: the driver may log before it. */
  private static String answer(ChildProcess child) throws Exception {
    try (child) {
      String output = child.output().strip();
      return output.substring(output.lastIndexOf('\n') + 1);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
