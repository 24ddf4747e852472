package io.github.maestroevents.verification.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees who has done one of the steps wrong. */
class MisplacedDropInTest {

  private static final String TYPE = "--maestro.notifier.type=maestro-events";
  private static final String NO_BEAN = "MaestroNotificationPublisher' that could not be found";

  @TempDir static Path home;

  private static Database database;
  private static String url;

  @BeforeAll
  static void startDatabase() {
    database = Database.start();
    url = "--engine.configs.jdbc-url=" + database.create("misplaced");
  }

  @AfterAll
  static void endDatabase() {
    database.close();
  }

  @Test
  void typeWithoutTheJar_endsTheStart_andSoDoesJavaJar_whichIgnoresLoaderPath() {
    try (ServerProcess without =
            ServerProcess.start(
                home.resolve("without.log"),
                ServerProcess.launcher("/nowhere/at-all.jar"),
                List.of(url, TYPE));
        ServerProcess ignoring =
            ServerProcess.start(
                home.resolve("ignoring.log"),
                List.of(
                    "-Dloader.path=" + ServerProcess.DROP_IN,
                    "-jar",
                    ServerProcess.SERVER.toString()),
                List.of(url, TYPE))) {

      assertThat(without.awaitFailure()).contains(NO_BEAN);
      assertThat(ignoring.awaitFailure()).contains(NO_BEAN);
    }
  }

  @Test
  void jarWithoutTheType_changesNothing() {
    try (ServerProcess server =
        ServerProcess.start(
            home.resolve("noop.log"),
            List.of(url, "--maestro.events.destinations.audit.type=kafka"))) {

      assertThat(server.awaitUp().log()).doesNotContain("maestro-events publishes");
    }
  }

  @Test
  void mistakesInTheSettings_endTheStart_allNamedAtOnce() {
    try (ServerProcess server =
        ServerProcess.start(
            home.resolve("mistakes.log"),
            List.of(
                url,
                TYPE,
                "--maestro.events.destinations.audit.type=kafka",
                "--maestro.events.destinations.audit.topik=events",
                "--maestro.events.destinations.audit.acceptance=perhaps"))) {

      assertThat(server.awaitFailure())
          .contains("maestro.events.destinations.audit.topik")
          .contains("did you mean")
          .contains("maestro.events.destinations.audit.acceptance")
          .contains("APPLICATION FAILED TO START")
          .doesNotContain("\tat ");
    }
  }
}
