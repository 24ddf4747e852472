package io.github.maestroevents.status.internal.history;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.spi.LogText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is remembered of an event that was given up: its identity, never its payload. */
public record LetterLine(
    Instant time,
    String type,
    String id,
    String workflow,
    String orderingKey,
    String reason,
    int attempts,
    String cause) {

  private static final int MAX_NAME_CHARS = 128;
  private static final int MAX_CAUSE_CHARS = 300;

  public static LetterLine of(DeadLetter letter) {
    return new LetterLine(
        letter.time(),
        bounded(letter.event().wireType()),
        letter.id() == null ? "(no id)" : bounded(String.valueOf(letter.id())),
        bounded(letter.event().workflowId()),
        bounded(letter.orderingKey()),
        letter.reason().name(),
        letter.attempts(),
        LogText.of(letter.cause(), MAX_CAUSE_CHARS));
  }

  private static String bounded(@Nullable String text) {
    return LogText.bounded(text, MAX_NAME_CHARS);
  }
}
