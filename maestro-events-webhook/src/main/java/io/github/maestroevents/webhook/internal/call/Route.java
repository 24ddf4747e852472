package io.github.maestroevents.webhook.internal.call;

import io.github.maestroevents.webhook.internal.client.Exchanges;
import io.github.maestroevents.webhook.internal.client.OutgoingRequest;
import io.github.maestroevents.webhook.internal.client.Target;
import io.github.maestroevents.webhook.internal.message.RequestBody;
import io.github.maestroevents.webhook.internal.message.RequestForm;
import io.github.maestroevents.webhook.internal.signing.Signer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that the batches of one publisher share. Immutable.
 *
 * @param maxBodyBytes the most bytes of a body before it is compressed
 * @param headers the host's own
 * @param authorization gives the value of that header for each request; null for none
 */
public record Route(
    Target target,
    RequestForm form,
    long maxBodyBytes,
    Signer signer,
    Map<String, String> headers,
    @Nullable Supplier<String> authorization,
    Exchanges exchanges,
    RequestSlots slots,
    Verdicts verdicts,
    GonePause gone,
    InstantSource clock) {

  Instant now() {
    return clock.instant();
  }

  /** Signed now. Runs the host's code for the authorization, which may throw anything. */
  OutgoingRequest request(RequestBody body) {
    Map<String, String> shown = new HashMap<>(body.headers());
    shown.putAll(signer.headers(body.id(), body.content(), now()));
    Map<String, String> secret = new HashMap<>(headers);
    if (authorization != null) {
      secret.put("Authorization", authorization.get());
    }
    return new OutgoingRequest(target.uri(), shown, secret, body.body());
  }
}
