package io.github.maestroevents.delivery.internal.travel;

import org.jspecify.annotations.Nullable;

/**
 * What a sender under JOURNALED learns of its event.
 *
 * @param cause why, if it was not written
 */
public record Receipt(Verdict verdict, @Nullable Throwable cause) {

  public enum Verdict {
    /** The journal holds it, or the publisher has taken responsibility without the journal. */
    ACCEPTED,
    /** The journal was full and the host wants the event dropped then. */
    DROPPED,
    /** The journal was full. */
    FULL,
    /** The journal failed; it may hold the event all the same. */
    FAILED,
    /** The publisher was closed first. */
    CLOSED
  }

  public static final Receipt ACCEPTED = new Receipt(Verdict.ACCEPTED, null);
  public static final Receipt CLOSED = new Receipt(Verdict.CLOSED, null);
  public static final Receipt DROPPED = new Receipt(Verdict.DROPPED, null);
}
