package io.github.maestroevents.testkit;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event as a destination received it, read back by the test of a publisher. Immutable. */
public final class ReceivedEvent {

  private final byte[] payload;
  private final @Nullable String eventId;

  private ReceivedEvent(byte[] payload, @Nullable String eventId) {
    this.payload = payload.clone();
    this.eventId = eventId;
  }

  /** The body that arrived; copied. */
  public static ReceivedEvent of(byte[] payload) {
    return new ReceivedEvent(payload, null);
  }

  /** The same body, with the id that came beside it: a header, an attribute, a field of a line. */
  public ReceivedEvent withEventId(String eventId) {
    return new ReceivedEvent(payload, requireNonNull(eventId, "eventId"));
  }

  /** The body that arrived; a copy. */
  public byte[] payload() {
    return payload.clone();
  }

  /** The id of the event, where the destination shows one. */
  public Optional<String> eventId() {
    return Optional.ofNullable(eventId);
  }

  @Override
  public String toString() {
    return "ReceivedEvent[" + eventId + ", " + new String(payload, StandardCharsets.UTF_8) + "]";
  }
}
