package io.github.maestroevents.webhook.internal.signing;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs, and until when. Immutable; any thread.
 *
 * @param key an HMAC key for {@code v1}, a private Ed25519 key for {@code v1a}
 * @param until from then on it signs nothing; null for no end
 */
public record SigningKey(Key key, @Nullable Instant until) {

  static final String HMAC = "HmacSHA256";
  static final String ED25519 = "Ed25519";

  boolean isInForce(Instant now) {
    return until == null || now.isBefore(until);
  }

  /** The signature with its version: {@code v1,…} or {@code v1a,…}. */
  String signature(byte[] text) {
    try {
      return key instanceof PrivateKey privateKey
          ? "v1a," + base64(ed25519(privateKey, text))
          : "v1," + base64(hmac(key, text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot sign with " + key.getAlgorithm(), e);
    }
  }

  static byte[] hmac(Key key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(key);
    return mac.doFinal(text);
  }

  private static byte[] ed25519(PrivateKey key, byte[] text) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ED25519);
    signature.initSign(key);
    signature.update(text);
    return signature.sign();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Whether it signs and until when, never the key. */
  @Override
  public String toString() {
    return (key instanceof PrivateKey ? "v1a" : "v1") + (until == null ? "" : " until " + until);
  }
}
