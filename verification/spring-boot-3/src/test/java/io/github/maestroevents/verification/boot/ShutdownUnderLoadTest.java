package io.github.maestroevents.verification.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testbeds.kafka.TopicContents;
import io.github.maestroevents.testbeds.net.FreePorts;
import io.github.maestroevents.verification.boot.BusyHostProcess.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole application is told to stop (SIGTERM) while it sends. What it had accepted is on the
 * topic, in the journal or among the dead letters: each event is looked for by its id.
 */
class ShutdownUnderLoadTest {

  /** So that a machine with other things to do delivers all of it: there is no journal. */
  private static final String[] PATIENT = {
    "--maestro.events.close-timeout=50s", "--spring.lifecycle.timeout-per-shutdown-phase=60s"
  };

  private static KafkaCluster kafka;

  @TempDir Path directory;

  @BeforeAll
  static void startBroker() {
    kafka = KafkaCluster.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void everyAcceptedEvent_isOnTheTopic_whenKafkaIsUp() throws Exception {
    kafka.createTopic("up", 3);
    Report report;
    try (BusyHostProcess host =
        BusyHostProcess.start(
            directory, withoutJournal(kafka.bootstrapServers(), "up", PATIENT))) {
      report = host.terminate();
    }

    assertThat(onTopic("up")).as(report.said()).containsAll(Numbers.accepted(report));
    assertThat(report.delivered()).isEqualTo(report.accepted());
    assertThat(report.deadLettered()).isZero();
  }

  @Test
  void everyAcceptedEvent_isInTheJournal_whenKafkaIsDead() throws Exception {
    Report report;
    try (BusyHostProcess host =
        BusyHostProcess.start(directory, host(nobody(), "down", "journaled"))) {
      report = host.terminate();
    }

    assertThat(inJournal()).as(report.said()).containsAll(Numbers.accepted(report));
    assertThat(report.delivered()).isZero();
    assertThat(report.deadLettered()).isZero();
  }

  @Test
  void everyAcceptedEvent_isInTheJournal_whenKafkaIsDead_andSendAcceptsInMemory()
      throws Exception {
    Report report;
    try (BusyHostProcess host =
        BusyHostProcess.start(directory, host(nobody(), "down", "memory"))) {
      report = host.terminate();
    }

    assertThat(inJournal()).as(report.said()).containsAll(Numbers.accepted(report));
  }

  @Test
  void everyAcceptedEvent_isOnTheTopicOrInTheJournal_whenKafkaDiesUnderLoad() throws Exception {
    kafka.createTopic("dying", 3);
    Report report;
    try (BusyHostProcess host =
        BusyHostProcess.start(directory, host(kafka.bootstrapServers(), "dying", "journaled"))) {
      kafka.node(1).kill9();
      try {
        report = host.terminate();
      } finally {
        kafka.restart(1);
      }
    }

    Set<Integer> found = onTopic("dying");
    found.addAll(inJournal());
    assertThat(found).as(report.said()).containsAll(Numbers.accepted(report));
    assertThat(report.deadLettered()).isZero();
  }

  @Test
  void everyAcceptedEvent_isADeadLetter_whenKafkaIsDeadAndThereIsNoJournal() throws Exception {
    Report report;
    Path letters = directory.resolve("dead-letters.jsonl");
    try (BusyHostProcess host =
        BusyHostProcess.start(
            directory, withoutJournal(nobody(), "down", "--maestro.events.close-timeout=2s"))) {
      report = host.terminate();
    }

    assertThat(Files.readAllLines(letters)).as(report.said()).hasSize(report.accepted());
    assertThat(report.deadLettered()).isEqualTo(report.accepted());
    assertThat(report.journaled()).isZero();
  }

  private String[] host(String brokers, String topic, String acceptance) {
    return new String[] {
      "--events.brokers=" + brokers,
      "--events.journal=" + directory.resolve("journal"),
      "--maestro.events.destinations.audit.topic=" + topic,
      "--maestro.events.destinations.audit.acceptance=" + acceptance
    };
  }

  private String[] withoutJournal(String brokers, String topic, String... more) {
    List<String> arguments = new ArrayList<>(List.of(host(brokers, topic, "memory")));
    arguments.add("--maestro.events.destinations.audit.journal=none");
    arguments.add("--maestro.events.destinations.audit.queue.overflow=reject");
    arguments.add(
        "--maestro.events.destinations.audit.dead-letters=file:"
            + directory.resolve("dead-letters.jsonl"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static String nobody() {
    return "localhost:" + FreePorts.next();
  }

  private static Set<Integer> onTopic(String topic) {
    return TopicContents.of(kafka.bootstrapServers(), topic).stream()
        .map(record -> Integer.valueOf(TopicContents.header(record, "ce_id")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<Integer> inJournal() {
    return Numbers.inJournal(directory.resolve("journal"));
  }
}
