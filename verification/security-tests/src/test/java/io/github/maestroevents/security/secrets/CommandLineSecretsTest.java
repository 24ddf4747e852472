package io.github.maestroevents.security.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.spi.ReplayPublisherFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret on the command line, in its environment, and in the settings of a publisher. */
class CommandLineSecretsTest {

  private static final String NOBODY = "127.0.0.1:9/db";

  @TempDir private Path directory;

  @Test
  void secret_isNotTold_whereverItStandsOnTheCommandLine() throws Exception {
    List<List<String>> lines = new ArrayList<>();
    String url = "jdbc:postgresql://u:" + Marked.TEXT + "@" + NOBODY;
    lines.add(List.of("journal", "status", "--jdbc", url + "?password=" + Marked.TEXT + "%zz"));
    lines.add(
        List.of(
            "journal",
            "status",
            "--jdbc",
            "jdbc:postgresql://" + NOBODY + "?password=" + Marked.TEXT));
    lines.add(List.of("journal", "status", "--password=" + Marked.TEXT, "--jdbc", url));
    lines.add(List.of("journal", "list", "--limit", Marked.TEXT, "--jdbc", url));
    lines.add(List.of("journal", "list", "--since", Marked.TEXT, "--jdbc", url));
    lines.add(List.of("journal", "status", "--jdbc", url.replace(NOBODY, "h/db")));
    lines.add(
        List.of(
            "journal",
            "status",
            "--jdbc",
            "jdbc:postgresql://" + NOBODY + "?loginTimeout=" + Marked.TEXT));
    lines.add(List.of("journal", "status", "-d", "jdbc:postgresql://h/db?password=" + Marked.TEXT));
    lines.add(List.of(Marked.TEXT));
    String page = "https://u:" + Marked.TEXT + "@h/publisher";
    lines.add(List.of("journal", "replay", "-d", "x", "--publisher", "a.B", "--lib", page));
    lines.add(List.of("journal", "replay", "-d", "x", "--publisher", "a.B", "--config", page));
    lines.add(List.of("journal", "export", "-d", "x", "--file", page));
    lines.add(List.of("journal", "import", page, "-d", "x"));
    lines.add(List.of("dead-letters", "list", page));
    try (Outputs outputs = new Outputs()) {
      for (List<String> line : lines) {
        outputs.add(run(line));
      }
      outputs.requireClean("a command line");
    }
  }

  @Test
  void secret_isNotTold_whenAPublisherCannotBeMadeOfItsSettings() throws Exception {
    Path journal = directory.resolve("journal");
    try (EventJournal open = SqliteJournal.at(journal).open()) {
      open.append(List.of(new JournalEntry(1, Instant.EPOCH, MarkedEvent.encoded())));
    }
    Path config =
        Files.writeString(directory.resolve("publisher.properties"), "password=" + Marked.TEXT);
    try (Outputs outputs = new Outputs()) {
      for (Class<?> factory : List.of(Quoting.class, OfKafka.class)) {
        outputs.add(
            run(
                List.of(
                    "journal",
                    "replay",
                    "--directory",
                    journal.toString(),
                    "--lib",
                    classes().toString(),
                    "--publisher",
                    factory.getName(),
                    "--config",
                    config.toString())));
      }
      outputs.add(
          run(
              List.of(
                  "journal",
                  "replay",
                  "--directory",
                  journal.toString(),
                  "--publisher",
                  "jdbc:postgresql://u:" + Marked.TEXT + "@h")));
      assertThat(outputs.texts())
          .allSatisfy(text -> assertThat(text).doesNotContain("exit code 0"));
      outputs.requireClean("a factory");
    }
  }

  private static Path classes() throws Exception {
    return Path.of(
        CommandLineSecretsTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private String run(List<String> words) throws Exception {
    return Program.run(directory, Map.of("PGPASSWORD", Marked.TEXT, "PGUSER", Marked.TEXT), words);
  }

  /** As many are written: what is wrong, it says with all of its settings. */
  public static final class Quoting implements ReplayPublisherFactory {

    @Override
    public MaestroNotificationPublisher create(Map<String, String> settings) {
      throw new IllegalArgumentException("Wrong settings: " + settings);
    }
  }

  /** Hands its settings to the Kafka adapter. */
  public static final class OfKafka implements ReplayPublisherFactory {

    @Override
    public MaestroNotificationPublisher create(Map<String, String> settings) {
      return KafkaNotificationPublisher.builder("events")
          .bootstrapServers("u:" + settings.get("password") + "@host:9092")
          .build();
    }
  }
}
