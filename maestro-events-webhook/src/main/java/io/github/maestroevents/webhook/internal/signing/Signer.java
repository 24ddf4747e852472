package io.github.maestroevents.webhook.internal.signing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs a request with every secret that is still in force. Source: Standard Webhooks, "Signature
 * scheme": the signed text is {@code id.timestamp.body}, the timestamp in whole seconds, and the
 * signatures stand in one header with spaces between them. Immutable; any thread.
 */
public final class Signer {

  public static final String ID = "webhook-id";
  public static final String TIMESTAMP = "webhook-timestamp";
  public static final String SIGNATURE = "webhook-signature";

  private final List<SigningKey> keys;

  /** With these keys; with none, a request has an id and a timestamp and no signature. */
  public Signer(List<SigningKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Whether there are keys, and each of them ends some day: then nothing could be signed. */
  public boolean endsWithoutSuccessor() {
    return !keys.isEmpty() && keys.stream().allMatch(key -> key.until() != null);
  }

  /** The three headers of an attempt that is made now. */
  public Map<String, String> headers(String id, byte[] content, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    String timestamp = String.valueOf(now.getEpochSecond());
    headers.put(ID, id);
    headers.put(TIMESTAMP, timestamp);
    StringBuilder signatures = new StringBuilder(64 * keys.size());
    for (SigningKey key : keys) {
      if (key.isInForce(now)) {
        signatures.append(signatures.isEmpty() ? "" : " ");
        signatures.append(key.signature(SignedText.of(id, timestamp, content)));
      }
    }
    if (!signatures.isEmpty()) {
      headers.put(SIGNATURE, signatures.toString());
    }
    return headers;
  }
}
