package io.github.maestroevents.delivery.deadletter;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.LogText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An accepted event that will not be delivered, and why. Immutable.
 *
 * @param destination the name of the publisher's destination
 * @param event the event itself
 * @param id its identity; null only if it could not be derived from the event
 * @param orderingKey events with equal keys are delivered in order; empty if the event has none, or
 *     was given up before its key was computed
 * @param attributes what the event carried beside its body, by bare CloudEvents names, those given
 *     when it was sent among them; only the latter if it was given up before it was encoded
 * @param reason why it was given up
 * @param cause what its last attempt failed with, also if the reason is {@link Reason#CLOSED}. If
 *     it was never attempted, or never answered: what kept it from being delivered
 * @param attempts how often it was handed to the destination; 0 if never
 * @param firstAttempt when it was first handed over; null if never
 * @param time when it was given up
 */
public record DeadLetter(
    String destination,
    MaestroEvent event,
    @Nullable EventId id,
    String orderingKey,
    Map<String, String> attributes,
    Reason reason,
    Throwable cause,
    int attempts,
    @Nullable Instant firstAttempt,
    Instant time) {

  /** All of it stands in one line of the log, which is cut at {@link LogText#MAX_CHARS}. */
  private static final int MAX_SHOWN_CHARS = LogText.MAX_CHARS;

  /** Four names and an id of that length leave room for a cause. */
  private static final int MAX_NAME_CHARS = 96;

  /** What says how much of a text was left out. */
  private static final int MAX_NOTICE_CHARS = 16;

  /** Why an event was given up. */
  public enum Reason {
    /** The destination will never take it, as the adapter found. */
    REJECTED,
    /** The retry policy allows no further attempt. */
    RETRIES_EXHAUSTED,
    /** It cannot be encoded, or has no ordering key. */
    NOT_ENCODABLE,
    /** It is larger than the destination accepts, or than {@code maxEventBytes}. */
    TOO_LARGE,
    /**
     * It failed, or waits behind events of its ordering key that fail, and such events hold their
     * whole share of memory already, while others are delivered: {@code
     * InFlightPolicy.troubleShare}. With a journal only if that takes no more.
     */
    CROWDED_OUT,
    /** The journal did not take it, and nobody waited who could have kept it. */
    NOT_JOURNALED,
    /**
     * The publisher was closed first, and no journal took it. If it was in flight, it may have been
     * delivered.
     */
    CLOSED
  }

  public DeadLetter {
    requireNonNull(destination, "destination");
    requireNonNull(event, "event");
    requireNonNull(orderingKey, "orderingKey");
    attributes = copyOf(attributes);
    requireNonNull(reason, "reason");
    requireNonNull(cause, "cause");
    requireNonNull(time, "time");
  }

  /** In the same order, but for what has no name or no value: no letter is refused for it. */
  private static Map<String, String> copyOf(Map<String, String> attributes) {
    Map<String, String> copy = new LinkedHashMap<>(attributes);
    copy.keySet().removeIf(Objects::isNull);
    copy.values().removeIf(Objects::isNull);
    return Collections.unmodifiableMap(copy);
  }

  /**
   * Identity, reason and history, never the payload nor the attributes. At most 1,000 characters:
   * of long names the beginnings, and as much of the cause as there is room for.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(MAX_SHOWN_CHARS);
    text.append(LogText.bounded(event.wireType(), MAX_NAME_CHARS)).append(' ');
    text.append(id == null ? "(no id)" : id).append(" workflow=");
    text.append(LogText.bounded(event.workflowId(), MAX_NAME_CHARS)).append(" key=");
    text.append(LogText.bounded(orderingKey, MAX_NAME_CHARS)).append(" destination=");
    text.append(LogText.bounded(destination, MAX_NAME_CHARS)).append(" reason=");
    text.append(reason).append(" attempts=").append(attempts);
    text.append(" firstAttempt=").append(firstAttempt).append(" cause=");
    int left = MAX_SHOWN_CHARS - text.length() - MAX_NOTICE_CHARS;
    return text.append(LogText.of(cause, left)).toString();
  }
}
