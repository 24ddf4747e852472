package io.github.maestroevents.examples.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.testkit.TestEvents;
import io.github.maestroevents.webhook.SigningSecret;
import io.github.maestroevents.webhook.WebhookNotificationPublisher;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private static WebhookNotificationPublisher publisher(WebhookReceiver receiver, String secret) {
    return WebhookNotificationPublisher.builder(URI.create("http://localhost:" + receiver.port()))
        .allowPrivateAddresses()
        .signedWith(SigningSecret.shared(secret))
        .build();
  }

  @Test
  void timelineOfARun_isPrinted_eachEventOnce() throws Exception {
    List<MaestroEvent> run = TestEvents.workflowRun(2);
    try (WebhookReceiver receiver =
            new WebhookReceiver(SECRET, 0, new PrintStream(printed, true, UTF_8));
        WebhookNotificationPublisher publisher = publisher(receiver, SECRET)) {
      run.forEach(publisher::send);
      run.forEach(publisher::send); // a repetition

      assertThat(printed.toString(UTF_8).lines())
          .hasSize(run.size())
          .allSatisfy(line -> assertThat(line).matches("\\S+ \\+\\d+ ms io\\.github\\.\\S+"));
    }
  }

  @Test
  void requestWithAnotherSecret_isRefused_andPrintsNothing() throws Exception {
    try (WebhookReceiver receiver =
            new WebhookReceiver(SECRET, 0, new PrintStream(printed, true, UTF_8));
        WebhookNotificationPublisher publisher = publisher(receiver, OTHER)) {
      assertThatThrownBy(() -> publisher.send(TestEvents.event()))
          .isInstanceOf(RetryableDeliveryException.class)
          .rootCause()
          .hasMessageContaining("answered 401");
    }
    assertThat(printed.size()).isZero();
  }
}
