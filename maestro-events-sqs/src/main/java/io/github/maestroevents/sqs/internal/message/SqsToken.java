package io.github.maestroevents.sqs.internal.message;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Text as a message group or a deduplication id: itself where SQS allows it, and otherwise a digest
 * of it. Two texts never become one: what begins like a digest is digested as well.
 */
final class SqsToken {

  /**
   * Source: Amazon SQS API Reference, SendMessage: MessageGroupId and MessageDeduplicationId have
   * up to 128 alphanumeric characters and punctuation marks.
   */
  static final int MAX_CHARS = 128;

  private static final String DIGEST_PREFIX = "sha256:";

  private SqsToken() {}

  /** Never empty; the empty text is digested. */
  static String of(String text) {
    return isLegal(text) ? text : DIGEST_PREFIX + sha256(text);
  }

  private static boolean isLegal(String text) {
    if (text.isEmpty() || text.length() > MAX_CHARS || text.startsWith(DIGEST_PREFIX)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') { // letters, digits and the punctuation of ASCII; no space
        return false;
      }
    }
    return true;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /** Each char as it is: an encoder would make one of all lone surrogates. */
  private static byte[] bytes(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
    bytes.asCharBuffer().put(text);
    return bytes.array();
  }
}
