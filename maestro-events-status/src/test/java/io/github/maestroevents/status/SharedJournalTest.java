package io.github.maestroevents.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts that share a real PostgreSQL journal, opened by a configuration, on each other's pages. */
@Timeout(300)
class SharedJournalTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Path data;
  private EmbeddedPostgres server;

  @BeforeEach
  void startTheDatabase() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    assumeTrue(system.contains("linux"), "has PostgreSQL for Linux alone, not for " + system);
    data = Files.createTempDirectory("postgres-");
    server = database().start();
  }

  private EmbeddedPostgres.Builder database() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofSeconds(60));
  }

  @AfterEach
  void stopTheDatabase() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyNode_isOnThePageOfEach_alsoOneThatIsKilled() throws Exception {
    Process child = null;
    try (FleetNode one = FleetNode.open(url(), "one");
        FleetNode two = FleetNode.open(url(), "two")) {
      child = startNode("three");
      for (FleetNode node : new FleetNode[] {one, two}) {
        Waiting.until(
            "three nodes live on the page of " + node.page.title(),
            () ->
                lives(node, "one", "ALIVE")
                    && lives(node, "two", "ALIVE")
                    && lives(node, "three", "ALIVE"));
      }
      Waiting.until("it is paused", () -> state(one, "three").equals("PAUSED"));
      Waiting.until("and holds 5", () -> report(one, "three").get("undelivered").asInt() == 5);
      assertThat(node(one, "one").get("self").asBoolean()).isTrue();
      assertThat(node(one, "three").get("self").asBoolean()).isFalse();
      assertThat(state(one, "two")).isEqualTo("HEALTHY");
      assertThat(report(one, "three").get("journalMaxBytes").asLong()).isPositive();

      child.destroyForcibly();
      Waiting.until("it is down", () -> lives(one, "three", "DOWN") && lives(two, "three", "DOWN"));
      assertThat(lives(one, "two", "ALIVE")).isTrue();
      assertThat(state(one, "three")).as("its last word").isEqualTo("PAUSED");
      assertThat(node(one, "three").get("silenceMillis").asLong()).isPositive();
    } finally {
      if (child != null) {
        child.destroyForcibly();
      }
    }
  }

  @Test
  void page_tellsThatItsBoardIsStale_whileTheDatabaseIsAway() throws Exception {
    try (FleetNode one = FleetNode.open(url(), "one")) {
      Waiting.until("it sees itself", () -> lives(one, "one", "ALIVE"));
      assertThat(board(one).get("stale").asBoolean()).isFalse();
      int port = server.getPort();
      server.close();
      Waiting.until("the board is stale", () -> board(one).get("stale").asBoolean());

      server = database().setPort(port).start();
      Waiting.until("it is fresh again", () -> !board(one).get("stale").asBoolean());
    }
  }

  private Process startNode(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FleetNode.class.getName(),
                url(),
                name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = lines.readLine();
    while (line != null && !line.equals("open")) {
      line = lines.readLine();
    }
    return process;
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?connectTimeout=5";
  }

  private static boolean lives(FleetNode seenBy, String name, String life) throws Exception {
    JsonNode node = node(seenBy, name);
    return node != null && node.get("life").asText().equals(life) && node.has("report");
  }

  private static String state(FleetNode seenBy, String name) throws Exception {
    return report(seenBy, name).get("state").asText();
  }

  private static JsonNode report(FleetNode seenBy, String name) throws Exception {
    return node(seenBy, name).get("report");
  }

  /** Null while it is not seen. */
  private static JsonNode node(FleetNode seenBy, String name) throws Exception {
    for (JsonNode node : board(seenBy).get("nodes")) {
      if (node.get("name").asText().equals(name)) {
        return node;
      }
    }
    return null;
  }

  private static JsonNode board(FleetNode seenBy) throws Exception {
    return JSON.readTree(seenBy.page.snapshot(StatusUser.reader("rita"))).get("boards").get(0);
  }
}
