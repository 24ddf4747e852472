package io.github.maestroevents.verification.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.testbeds.net.FreePorts;
import io.github.maestroevents.testbeds.sqs.SqsQueue;
import io.github.maestroevents.testbeds.sqs.SqsServerProcess;
import io.github.maestroevents.verification.boot.BusyHostProcess.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link ShutdownUnderLoadTest}, with a queue of SQS: what a host had accepted when it was told
 * to stop is in the queue, in the journal or among the dead letters.
 */
class ShutdownUnderLoadOnSqsTest {

  private static final String JOURNALED =
      """
      acceptance: journaled
      journal: file:%s
      """;

  @TempDir Path directory;

  @Test
  void everyAcceptedEvent_isInTheQueue_whenSqsIsUp() throws Exception {
    try (SqsServerProcess sqs = SqsServerProcess.start()) {
      SqsQueue queue = sqs.queues().standard("up");
      Report report;
      try (BusyHostProcess host =
          BusyHostProcess.start(
              directory,
              host(
                  queue.url(),
                  """
                  acceptance: memory
                  queue.overflow: reject
                  queue.capacity: 512
                  dead-letters: file:%s
                  close-timeout: 50s
                  """
                      .formatted(letters())),
              "--spring.lifecycle.timeout-per-shutdown-phase=60s")) {
        report = host.terminate();
      }

      assertThat(in(queue)).as(report.said()).containsAll(Numbers.accepted(report));
      assertThat(report.delivered()).isEqualTo(report.accepted());
      assertThat(report.deadLettered()).isZero();
    }
  }

  @Test
  void everyAcceptedEvent_isInTheJournal_whenSqsIsDead() throws Exception {
    Report report;
    try (BusyHostProcess host =
        BusyHostProcess.start(directory, host(nobody(), JOURNALED.formatted(journal())))) {
      report = host.terminate();
    }

    assertThat(Numbers.inJournal(journal()))
        .as(report.said())
        .containsAll(Numbers.accepted(report));
    assertThat(report.delivered()).isZero();
    assertThat(report.deadLettered()).isZero();
  }

  @Test
  void everyAcceptedEvent_wasDeliveredOrIsInTheJournal_whenSqsDiesUnderLoad() throws Exception {
    try (SqsServerProcess sqs = SqsServerProcess.start()) {
      SqsQueue queue = sqs.queues().standard("dying");
      Report report;
      Set<Integer> found;
      try (BusyHostProcess host =
          BusyHostProcess.start(directory, host(queue.url(), JOURNALED.formatted(journal())))) {
        sqs.suspend();
        report = host.terminate();
        sqs.resume();
        found = in(queue);
      }

      found.addAll(Numbers.inJournal(journal()));
      assertThat(found).as(report.said()).containsAll(Numbers.accepted(report));
      assertThat(report.deadLettered()).isZero();
    }
  }

  @Test
  void everyAcceptedEvent_isADeadLetter_whenSqsIsDeadAndThereIsNoJournal() throws Exception {
    Report report;
    try (BusyHostProcess host =
        BusyHostProcess.start(
            directory,
            host(
                nobody(),
                """
                acceptance: memory
                queue.overflow: reject
                dead-letters: file:%s
                close-timeout: 2s
                """
                    .formatted(letters())))) {
      report = host.terminate();
    }

    assertThat(Files.readAllLines(letters())).as(report.said()).hasSize(report.accepted());
    assertThat(report.deadLettered()).isEqualTo(report.accepted());
    assertThat(report.journaled()).isZero();
  }

  /** In the place of the host's own application.yml, whose destination is of Kafka. */
  private String host(String queueUrl, String settings) throws Exception {
    Path file = directory.resolve("application.yml");
    Files.writeString(
        file,
        """
        spring.main.web-application-type: none
        maestro.events.destinations.audit:
          type: sqs
          queue-url: %s
          region: us-east-1
          message-groups: false
        """
                .formatted(queueUrl)
            + settings.indent(2));
    return "--spring.config.location=file:" + file;
  }

  private Path journal() {
    return directory.resolve("journal");
  }

  private Path letters() {
    return directory.resolve("dead-letters.jsonl");
  }

  private static String nobody() {
    return "http://localhost:" + FreePorts.next() + "/000000000000/events";
  }

  private static Set<Integer> in(SqsQueue queue) {
    return queue.messages().stream()
        .map(message -> message.messageAttributes().get("ce_id").stringValue())
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
