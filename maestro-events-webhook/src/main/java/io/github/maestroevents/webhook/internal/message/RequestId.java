package io.github.maestroevents.webhook.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.EncodedEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The {@code webhook-id} of a request. It follows from the events and from nothing else, so it is
 * the same in every attempt, and another one for other events.
 *
 * <p>It never holds a dot: what is signed is {@code id.timestamp.body}, and with a dot in the id
 * two different texts could be one. Source: Standard Webhooks, "Signature scheme".
 */
final class RequestId {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private RequestId() {}

  /**
   * Of one event its id as it is; of a host's own event, whose id is unique for its source only,
   * and of an id with other signs, the digest of its identity. Of a batch the digest of all ids.
   */
  static String of(List<EncodedEvent> events, boolean batched) {
    if (batched) {
      MessageDigest digest = sha256();
      for (EncodedEvent event : events) {
        byte[] identity = event.identity().getBytes(UTF_8);
        digest.update((identity.length + ":").getBytes(UTF_8)); // no two lists are one text
        digest.update(identity);
      }
      return "batch_" + text(digest.digest());
    }
    EncodedEvent event = events.get(0);
    String id = event.id().value();
    return !event.isHostEvent() && PLAIN.matcher(id).matches()
        ? id
        : "sha256_" + text(sha256().digest(event.identity().getBytes(UTF_8)));
  }

  private static String text(byte[] digest) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JVM has SHA-256", e);
    }
  }
}
