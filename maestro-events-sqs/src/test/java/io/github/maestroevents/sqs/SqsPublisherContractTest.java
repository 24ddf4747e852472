package io.github.maestroevents.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.sqs.SqsQueue;
import io.github.maestroevents.testbeds.sqs.SqsService;
import io.github.maestroevents.testkit.BatchNotificationPublisherContract;
import io.github.maestroevents.testkit.Capability;
import io.github.maestroevents.testkit.ReceivedEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of every publisher and every adapter, against a real server; a queue for each rule. */
@ParameterizedClass
@CsvSource({"SDK_2, false", "SDK_2, true", "SDK_1, false", "SDK_1, true"})
class SqsPublisherContractTest extends BatchNotificationPublisherContract {

  private static SqsService sqs;
  private static int queues;

  private final Sdk sdk;
  private final boolean fifo;
  private SqsQueue queue;

  SqsPublisherContractTest(Sdk sdk, boolean fifo) {
    this.sdk = sdk;
    this.fifo = fifo;
  }

  @BeforeAll
  static void startServer(TestInfo tests) {
    sqs = SqsService.startFor(tests.getTestClass().orElseThrow());
  }

  @AfterAll
  static void stopServer() {
    sqs.close();
  }

  @Override
  protected BatchNotificationPublisher createPublisher() {
    String name = "rule-" + ++queues;
    queue = fifo ? sqs.queues().fifo(name) : sqs.queues().standard(name);
    return sdk.builder(queue.url()).build();
  }

  @Override
  protected List<ReceivedEvent> received() {
    return queue.messages().stream()
        .map(
            message ->
                ReceivedEvent.of(message.body().getBytes(UTF_8))
                    .withEventId(message.messageAttributes().get("ce_id").stringValue()))
        .toList();
  }

  @Override
  protected Set<Capability> capabilities() {
    // A standard queue promises no order.
    return fifo
        ? EnumSet.allOf(Capability.class)
        : EnumSet.complementOf(EnumSet.of(Capability.KEEPS_KEY_ORDER));
  }

  @Override
  protected Optional<EncodedEvent> refusedEvent() {
    return Optional.of(
        new EncodedEvent(
            new EventId(Events.id("refused", 1)),
            "BINARY",
            EventLevel.INFO,
            "refused",
            "application/octet-stream",
            new byte[900_000], // in Base64 it is too large for a message
            Map.of()));
  }
}
