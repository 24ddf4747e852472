package io.github.maestroevents.delivery.deadletter;

import io.github.maestroevents.event.MaestroEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter that was kept and can be read again. Its texts may be anybody's: show them through
 * {@code LogText}. Immutable; the event itself is read when it is asked for.
 */
public interface KeptDeadLetter {

  /** The id of the event; null if none could be derived from it. */
  @Nullable String id();

  /** The wire type; null if the letter does not tell. */
  @Nullable String type();

  /** The workflow; null if the letter does not tell. */
  @Nullable String workflowId();

  /** The name of the destination that did not get it, as it was then. */
  String destination();

  /** Why it was given up, as the name of a {@link DeadLetter.Reason} of this or another version. */
  String reason();

  /** When it was given up; null if the letter does not tell. */
  @Nullable Instant time();

  /** How much memory it takes at most, in bytes, without what is made of it. */
  long bytes();

  /** Whether it is noted that it was sent again, or taken into a journal, before. */
  boolean isSentAgain();

  /**
   * The event, with the id that it had.
   *
   * @throws IllegalArgumentException if the letter holds none that could be sent; the message says
   *     why and quotes nothing of it
   */
  MaestroEvent event();

  /** The attributes that the event had when it was given up; unmodifiable. */
  Map<String, String> attributes();
}
