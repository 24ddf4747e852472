package io.github.maestroevents.webhook.internal.signing;

import io.github.maestroevents.spi.WithheldText;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys as people write them. Source: Standard Webhooks, "Signature scheme": a prefix and Base64;
 * {@code whsec_} for a shared secret of 24 to 64 bytes, {@code whsk_} and {@code whpk_} for the
 * private and the public key of Ed25519. Messages never hold the text.
 */
public final class KeyText {

  private static final String SHARED = "whsec_";
  private static final String PRIVATE = "whsk_";
  private static final String PUBLIC = "whpk_";

  private static final int LEAST_SECRET_BYTES = 24;
  private static final int MOST_SECRET_BYTES = 64;
  private static final int ED25519_BYTES = 32;

  /** What stands before the 32 bytes of a key in an X.509 structure. Source: RFC 8410, 10.1. */
  private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private KeyText() {}

  /** A shared secret. */
  public static Key shared(String text) {
    byte[] bytes = bytes(text, SHARED);
    if (bytes.length < LEAST_SECRET_BYTES || bytes.length > MOST_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "A signing secret has "
              + LEAST_SECRET_BYTES
              + " to "
              + MOST_SECRET_BYTES
              + " bytes behind "
              + SHARED
              + ", but this has "
              + bytes.length);
    }
    return new SecretKeySpec(bytes, SigningKey.HMAC);
  }

  /** A private key: its 32 bytes, or these and the 32 of the public key. */
  public static PrivateKey privateKey(String text) {
    byte[] bytes = bytes(text, PRIVATE);
    if (bytes.length != ED25519_BYTES && bytes.length != 2 * ED25519_BYTES) {
      throw new IllegalArgumentException(
          "A private signing key has 32 or 64 bytes behind "
              + PRIVATE
              + ", but this has "
              + bytes.length);
    }
    try {
      return KeyFactory.getInstance(SigningKey.ED25519)
          .generatePrivate(
              new EdECPrivateKeySpec(
                  NamedParameterSpec.ED25519, Arrays.copyOf(bytes, ED25519_BYTES)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM has no Ed25519", e);
    }
  }

  /** A public key. */
  public static PublicKey publicKey(String text) {
    byte[] bytes = bytes(text, PUBLIC);
    if (bytes.length != ED25519_BYTES) {
      throw new IllegalArgumentException(
          "A public signing key has 32 bytes behind " + PUBLIC + ", but this has " + bytes.length);
    }
    byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + ED25519_BYTES);
    System.arraycopy(bytes, 0, encoded, X509_HEAD.length, ED25519_BYTES);
    try {
      return KeyFactory.getInstance(SigningKey.ED25519)
          .generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No public key of Ed25519 stands behind " + PUBLIC, e);
    }
  }

  private static byte[] bytes(String text, String prefix) {
    if (!text.startsWith(prefix)) {
      throw new IllegalArgumentException(
          "The key must begin with " + prefix + ", but is " + WithheldText.shape(text));
    }
    try {
      return Base64.getDecoder().decode(text.substring(prefix.length()));
    } catch (IllegalArgumentException e) { // whose message quotes a part of the key
      throw new IllegalArgumentException(
          "Behind "
              + prefix
              + " must stand Base64, but there are "
              + WithheldText.shape(text.substring(prefix.length())));
    }
  }
}
