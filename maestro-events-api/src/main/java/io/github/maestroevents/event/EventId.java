package io.github.maestroevents.event;

import org.jspecify.annotations.Nullable;

/**
 * The identity of an event: equal for every attempt of the engine and of this library to publish
 * it, so consumers can drop duplicates.
 *
 * <p>It is made of what identifies a change and nothing else: the wire type and the cluster, and
 *
 * <ul>
 *   <li>of a step: the step UUID and the status change records;
 *   <li>of a workflow instance: the workflow UUID, both statuses and the event time;
 *   <li>of a definition: the workflow id, version, snapshot and event time; of a version likewise,
 *       without the snapshot; of properties the workflow id, snapshot and event time;
 *   <li>of an activation or deactivation: the workflow id, the active versions and the event time;
 *   <li>of a deletion: the workflow id and the internal id.
 * </ul>
 *
 * <p>Never the send time and sync time, which differ between attempts, nor tags, correlation id and
 * step instance id. Only where a run or step has no UUID do its workflow, numbers and names stand
 * in, because two runs must not pass for one.
 *
 * @param value the first 128 bits of a SHA-256 in lower-case hex
 */
public record EventId(String value) {

  private static final int HEX_CHARS = 32;

  /**
   * An identity that was computed before, such as one read from a header.
   *
   * @throws IllegalArgumentException if {@code value} is not 32 lower-case hex digits
   */
  public EventId {
    boolean valid = value.length() == HEX_CHARS;
    for (int i = 0; valid && i < HEX_CHARS; i++) {
      char c = value.charAt(i);
      valid = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    if (!valid) {
      throw new IllegalArgumentException("An event id is 32 lower-case hex digits: " + value);
    }
  }

  /**
   * The identity of an event. An {@link OpaqueMaestroEvent} of a type this library knows has the
   * identity of the record with the same JSON; one of any other type that of its JSON without
   * {@code send_time}, {@code sync_time}, {@code tags} and {@code step_instance_id}.
   */
  public static EventId of(MaestroEvent event) {
    return event instanceof OpaqueMaestroEvent opaque ? opaque.id() : EventIdentity.of(event);
  }

  // By hand: the generated methods leave the last record's class in the JDK before 19
  // (JDK-8078641), and with it the class loader of an application that is gone.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
