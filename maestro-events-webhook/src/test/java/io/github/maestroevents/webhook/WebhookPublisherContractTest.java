package io.github.maestroevents.webhook;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testkit.BatchNotificationPublisherContract;
import io.github.maestroevents.testkit.Capability;
import io.github.maestroevents.testkit.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of every publisher and every adapter, against the plain server of the JDK. */
@ParameterizedClass
@EnumSource(WebhookFormat.class)
class WebhookPublisherContractTest extends BatchNotificationPublisherContract {

  private static final String REFUSED = "refused";
  private static final String RETRIED = "retried";

  private final WebhookFormat format;

  // Its threads are there before the rule about threads looks.
  private static Receiver receiver;

  WebhookPublisherContractTest(WebhookFormat format) {
    this.format = format;
  }

  @BeforeAll
  static void startReceiver() {
    receiver =
        new Receiver(
            (request, exchange) -> {
              String all = request.headers() + new String(request.body(), StandardCharsets.UTF_8);
              return all.contains(REFUSED) ? 422 : all.contains(RETRIED) ? 503 : 204;
            });
  }

  @AfterAll
  static void stopReceiver() {
    receiver.close();
  }

  @Override
  protected BatchNotificationPublisher createPublisher() {
    receiver.forget();
    return receiver.publisher().format(format).build();
  }

  @Override
  protected List<ReceivedEvent> received() {
    List<ReceivedEvent> received = new ArrayList<>();
    for (Received request : receiver.requests()) {
      if (format == WebhookFormat.BINARY) { // events of the contract need not be CloudEvents
        received.add(ReceivedEvent.of(request.body()).withEventId(request.header("ce-id")));
      } else {
        received.addAll(JsonEvents.of(request));
      }
    }
    return received;
  }

  @Override
  protected Set<Capability> capabilities() {
    return format.isBatched()
        ? EnumSet.complementOf(EnumSet.of(Capability.REPORTS_EACH_EVENT))
        : EnumSet.allOf(Capability.class);
  }

  @Override
  protected Optional<EncodedEvent> refusedEvent() {
    return Optional.of(marked(REFUSED, REFUSED));
  }

  @Override
  protected Optional<EncodedEvent> retriedEvent(String orderingKey) {
    return format.isBatched() ? Optional.empty() : Optional.of(marked(RETRIED, orderingKey));
  }

  private static EncodedEvent marked(String mark, String orderingKey) {
    return new EncodedEvent(
        new EventId(Events.id(mark, 1)),
        "MARKED",
        EventLevel.INFO,
        orderingKey,
        "application/json",
        ("{\"mark\":\"" + mark + "\"}").getBytes(StandardCharsets.UTF_8),
        Map.of());
  }
}
