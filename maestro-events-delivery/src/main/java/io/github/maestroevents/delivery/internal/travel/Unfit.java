package io.github.maestroevents.delivery.internal.travel;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why an event that was taken from the queue does not travel on.
 *
 * @param reason why it is given up; null for the other fates
 * @param cause what failed; null for the other fates
 */
public record Unfit(Fate fate, @Nullable Reason reason, @Nullable Throwable cause) {

  public enum Fate {
    /** The host does not want it at this destination. */
    FILTERED,
    /** Its sender was told that it was not accepted. */
    HANDED_BACK,
    /** The journal had no room, and newest events are dropped then. */
    DROPPED,
    /** It cannot be delivered. */
    GIVEN_UP
  }

  public static final Unfit FILTERED = new Unfit(Fate.FILTERED, null, null);
  public static final Unfit HANDED_BACK = new Unfit(Fate.HANDED_BACK, null, null);
  public static final Unfit DROPPED = new Unfit(Fate.DROPPED, null, null);

  public static Unfit givenUp(Reason reason, Throwable cause) {
    return new Unfit(Fate.GIVEN_UP, reason, cause);
  }
}
