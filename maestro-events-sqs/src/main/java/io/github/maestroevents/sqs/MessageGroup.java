package io.github.maestroevents.sqs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The message group of an ordering key: the key itself where SQS allows it, and otherwise a digest
 * of it. Two keys never share a group: what begins like a digest is digested as well.
 */
final class MessageGroup {

  /** Source: Amazon SQS Developer Guide, "Amazon SQS message quotas", message group ID. */
  static final int MAX_CHARS = 128;

  private static final String DIGEST_PREFIX = "sha256:";

  private MessageGroup() {}

  /** The group of a key; the empty key has one too. */
  static String of(String orderingKey) {
    return isLegal(orderingKey) ? orderingKey : DIGEST_PREFIX + sha256(orderingKey);
  }

  /** The group as a part of the destination, for outcomes. */
  static String part(String group) {
    return "message group " + group;
  }

  private static boolean isLegal(String key) {
    if (key.isEmpty() || key.length() > MAX_CHARS || key.startsWith(DIGEST_PREFIX)) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c <= ' ' || c > '~') { // letters, digits and the punctuation of ASCII; no space
        return false;
      }
    }
    return true;
  }

  private static String sha256(String key) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(key)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /** Each char as it is: an encoder would make one of all lone surrogates. */
  private static byte[] bytes(String key) {
    ByteBuffer bytes = ByteBuffer.allocate(key.length() * Character.BYTES);
    bytes.asCharBuffer().put(key);
    return bytes.array();
  }
}
