package io.github.maestroevents.webhook.internal.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The text that is signed: {@code id.timestamp.body}. */
public final class SignedText {

  private SignedText() {}

  /** Its bytes. Neither id nor timestamp may hold a dot; who calls has seen to it. */
  public static byte[] of(String id, String timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
    byte[] text = new byte[head.length + body.length];
    System.arraycopy(head, 0, text, 0, head.length);
    System.arraycopy(body, 0, text, head.length, body.length);
    return text;
  }
}
