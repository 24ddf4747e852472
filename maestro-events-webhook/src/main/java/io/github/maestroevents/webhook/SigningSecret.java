package io.github.maestroevents.webhook;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.webhook.internal.signing.KeyText;
import io.github.maestroevents.webhook.internal.signing.SigningKey;
import java.security.Key;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What requests are signed with: a secret that sender and receiver share, or a private key whose
 * public key every receiver may know. Immutable. {@code toString} shows nothing of it.
 */
public final class SigningSecret {

  private final Key key;
  private final @Nullable Instant until;

  private SigningSecret(Key key, @Nullable Instant until) {
    this.key = key;
    this.until = until;
  }

  /**
   * A shared secret, for signatures {@code v1} (HMAC-SHA256).
   *
   * @param secret {@code whsec_} and 24 to 64 bytes in Base64
   * @throws IllegalArgumentException for anything else; the message does not hold it
   */
  public static SigningSecret shared(String secret) {
    return new SigningSecret(KeyText.shared(requireNonNull(secret, "secret")), null);
  }

  /**
   * A private key, for signatures {@code v1a} (Ed25519).
   *
   * @param key {@code whsk_} and 32 bytes in Base64, or 64 with the public key behind
   * @throws IllegalArgumentException for anything else; the message does not hold it
   */
  public static SigningSecret privateKey(String key) {
    return new SigningSecret(KeyText.privateKey(requireNonNull(key, "key")), null);
  }

  /**
   * This secret, which signs nothing from then on: for the old one while receivers change over.
   * Requests are then signed with the others alone.
   */
  public SigningSecret until(Instant end) {
    return new SigningSecret(key, requireNonNull(end, "end"));
  }

  SigningKey key() {
    return new SigningKey(key, until);
  }

  @Override
  public String toString() {
    return "SigningSecret[" + key() + "]";
  }
}
