package io.github.maestroevents.webhook.internal.signing;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/**
 * Tells whether one of the signatures of a request was made with one of these keys. The time that
 * an HMAC takes to compare tells nothing of it. Immutable; any thread.
 */
public final class SignatureCheck {

  /** Signatures that are looked at; a sender that rotates has a few. */
  private static final int MOST_SIGNATURES = 16;

  private final List<Key> keys;

  /** HMAC keys and public keys of Ed25519. */
  public SignatureCheck(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Whether any of the signatures, with spaces between them, is one of this text. */
  public boolean matches(String signatures, byte[] text) {
    String[] each = signatures.split(" ", MOST_SIGNATURES + 1);
    for (int i = 0; i < Math.min(each.length, MOST_SIGNATURES); i++) {
      int comma = each[i].indexOf(',');
      if (comma > 0 && matches(each[i].substring(0, comma), each[i].substring(comma + 1), text)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(String version, String base64, byte[] text) {
    byte[] signature;
    try {
      signature = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
    for (Key key : keys) {
      boolean isPublic = key instanceof PublicKey;
      if (version.equals(isPublic ? "v1a" : "v1") && isMadeWith(key, signature, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMadeWith(Key key, byte[] signature, byte[] text) {
    try {
      if (key instanceof PublicKey publicKey) {
        Signature check = Signature.getInstance(SigningKey.ED25519);
        check.initVerify(publicKey);
        check.update(text);
        return check.verify(signature);
      }
      return MessageDigest.isEqual(SigningKey.hmac(key, text), signature);
    } catch (GeneralSecurityException noSignature) { // of another length, say
      return false;
    }
  }
}
