package io.github.maestroevents.examples.snippets;

import com.sun.net.httpserver.Headers;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.webhook.SigningSecret;
import io.github.maestroevents.webhook.WebhookNotificationPublisher;
import io.github.maestroevents.webhook.WebhookRefusedException;
import io.github.maestroevents.webhook.WebhookVerifier;
import java.net.URI;

/** The snippets of docs/webhook.md. */
final class WebhookSnippets {

  private WebhookSnippets() {}

  static void shortest(MaestroEvent event, String secret) {
    var webhook =
        WebhookNotificationPublisher.builder(URI.create("https://example.com/hooks"))
            .signedWith(SigningSecret.shared(secret))
            .build();
    var publisher = NonBlockingNotificationPublisher.wrap(webhook);
    publisher.send(event);
    publisher.close();
  }

  static int verify(Headers headers, byte[] body, String secret) throws WebhookRefusedException {
    var verifier = WebhookVerifier.builder().secret(secret).build();
    return answer(verifier, headers, body);
  }

  private static int answer(WebhookVerifier verifier, Headers headers, byte[] body)
      throws WebhookRefusedException {
    var request = verifier.verify(headers::getFirst, body); // the bytes as they came
    if (request.inProgress()) {
      return 503; // the sender asks again
    }
    if (!request.repeated()) {
      try {
        handle(body);
        verifier.done(request.id());
      } finally {
        verifier.forgetUnlessDone(request.id());
      }
    }
    return 204;
  }

  private static void handle(byte[] body) {
    System.out.println(body.length + " bytes are the sender's");
  }
}
