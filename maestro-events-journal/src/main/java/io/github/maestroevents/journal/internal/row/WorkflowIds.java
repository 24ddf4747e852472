package io.github.maestroevents.journal.internal.row;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The workflow an event is about, from its {@code subject}, whose first segment it is: for people
 * who look for it. Nothing is restored from it.
 */
final class WorkflowIds {

  private WorkflowIds() {}

  /** Null if there is no subject, or it is empty. */
  static @Nullable String ofSubject(@Nullable String subject) {
    if (subject == null) {
      return null;
    }
    int end = subject.indexOf('/');
    String segment = end < 0 ? subject : subject.substring(0, end);
    if (segment.isEmpty()) {
      return null;
    }
    return segment.indexOf('%') < 0 ? StoredText.encode(segment) : unescaped(segment);
  }

  private static String unescaped(String segment) {
    byte[] escaped = segment.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length);
    for (int i = 0; i < escaped.length; i++) {
      int high = i + 2 < escaped.length ? Character.digit(escaped[i + 1], 16) : -1;
      int low = i + 2 < escaped.length ? Character.digit(escaped[i + 2], 16) : -1;
      if (escaped[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(escaped[i]);
      }
    }
    return StoredText.encode(bytes.toString(StandardCharsets.UTF_8));
  }
}
