package io.github.maestroevents.kafka.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ClientVersionCheckTest {

  /** A host whose dependency management puts another client on the class path. */
  static final class Host {
    public static void main(String[] args) {
      for (int publisher = 0; publisher < 2; publisher++) {
        KafkaNotificationPublisher.builder("events")
            .bootstrapServers("localhost:1")
            .build()
            .close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.8.0, 3.9.2",
    "3.4.1, 3.9.2",
    "3.9.0, 3.9.2",
    "3.9.1, 3.9.2",
    "3.9.1.redhat-00003, 3.9.2",
    "4.0.0, 4.0.2",
    "4.0.1, 4.0.2",
    "4.1.0, 4.1.2",
    "4.1.1, 4.1.2"
  })
  void affectedClient_hasAMendedVersionOfItsLine(String version, String mended) {
    assertThat(new ClientVersionCheck(version).mendedVersion()).contains(mended);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.9.2",
        "3.9.10",
        "3.10.0",
        "4.0.2",
        "4.1.2",
        "4.2.0",
        "4.4.0",
        "5.0.0",
        "7.9.0-ccs",
        "unknown",
        "",
        "4",
        "99999999999.0.0"
      })
  void otherClient_isNotWarnedOf(String version) {
    assertThat(new ClientVersionCheck(version).mendedVersion()).isEmpty();
  }

  @Test
  void clientOfTheseTests_tellsItsVersion() {
    assertThat(ClientVersionCheck.clientVersion()).matches("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void warning_isLoggedOnceAndNamesTheVersionToUse() {
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    Logger log = (Logger) LoggerFactory.getLogger(ClientVersionCheck.class);
    log.addAppender(logged);
    try {
      ClientVersionCheck check = new ClientVersionCheck("3.9.1");
      check.warn();
      check.warn();
    } finally {
      log.detachAppender(logged);
    }

    assertThat(logged.list).hasSize(1);
    assertThat(logged.list.get(0).getFormattedMessage())
        .contains("kafka-clients 3.9.1", "CVE-2026-35554", "kafka-clients:3.9.2");
  }

  @Test
  void hostWithAnAffectedClient_isWarnedOnce_whenItBuildsPublishers(@TempDir Path classPath)
      throws Exception {
    Path version = classPath.resolve("kafka/kafka-version.properties");
    Files.createDirectories(version.getParent());
    Files.writeString(version, "version=4.1.1\ncommitId=0\n");

    List<String> output = run(Host.class, classPath);

    assertThat(output.stream().filter(line -> line.contains("CVE-2026-35554")))
        .singleElement()
        .asString()
        .contains("WARN", "kafka-clients 4.1.1", "kafka-clients:4.1.2");
  }

  private static List<String> run(Class<?> main, Path firstOnClassPath) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                firstOnClassPath + File.pathSeparator + System.getProperty("java.class.path"),
                main.getName())
            .redirectErrorStream(true)
            .start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } finally {
      process.destroyForcibly();
    }
  }
}
