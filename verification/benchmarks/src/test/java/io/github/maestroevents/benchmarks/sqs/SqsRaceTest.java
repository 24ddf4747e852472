package io.github.maestroevents.benchmarks.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.testbeds.sqs.SqsQueue;
import io.github.maestroevents.testbeds.sqs.SqsServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The race in short: that it runs and is fair, not who wins it. */
class SqsRaceTest {

  private static final int EVENTS = 100;
  private static final int IN_FLIGHT = 4;

  private static SqsServer sqs;
  private static Field field;

  @BeforeAll
  static void start() {
    sqs = SqsServer.start();
    field = new Field(sqs.endpoint(), sqs.queues(), IN_FLIGHT);
  }

  @AfterAll
  static void end() {
    field.close();
    sqs.close();
  }

  @Test
  void race_printsAFigureForEachContender_andAResult() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    int status =
        SqsRace.run(
            new RaceSettings(EVENTS, 0, 1, IN_FLIGHT),
            field,
            new PrintStream(printed, true, UTF_8));

    String table = printed.toString(UTF_8);
    assertThat(status).as(table).isIn(0, 2);
    assertThat(table)
        .contains("ours, through the engine ", "ours, adapter alone ", "batches made by hand ")
        .contains("SqsAsyncBatchManager ", "a request for each event ")
        .contains("ours, through the engine, SDK 1 ")
        .contains("RESULT: every event arrived");
  }

  @Test
  void contenders_sendTheSameMessages() {
    Load load = Load.of(EVENTS);
    Map<String, Seen> wanted = sent(field.contenders().get(0), load);

    assertThat(wanted).hasSize(EVENTS);
    for (Contender other : field.contenders().subList(1, field.contenders().size())) {
      assertThat(sent(other, load)).as(other.name()).isEqualTo(wanted);
    }
  }

  @Test
  void contenders_countTheirRequests() {
    List<Lap> laps = field.round(0, Load.of(EVENTS));

    assertThat(laps).extracting(Lap::events).containsOnly(EVENTS);
    assertThat(laps.get(1).requests()).as("adapter alone").isEqualTo(EVENTS / 10);
    assertThat(laps.get(2).requests()).as("made by hand").isEqualTo(EVENTS / 10);
    assertThat(laps.get(4).requests()).as("one by one").isEqualTo(EVENTS);
  }

  private record Seen(String body, String group, Map<String, String> attributes) {}

  private static Map<String, Seen> sent(Contender contender, Load load) {
    SqsQueue queue = sqs.queues().standard("same-" + contender.name().replaceAll("\\W+", "-"));
    Lap unused = contender.run(queue.url(), load);
    List<Message> messages = queue.awaitMessages(EVENTS, Duration.ofSeconds(20));
    sqs.queues().delete(queue);
    return messages.stream()
        .map(SqsRaceTest::seen)
        .collect(Collectors.toMap(seen -> seen.attributes().get("ce_id"), Function.identity()));
  }

  private static Seen seen(Message message) {
    return new Seen(
        message.body(),
        message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID),
        message.messageAttributes().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, attribute -> attribute.getValue().stringValue())));
  }
}
