package io.github.maestroevents.event;

import org.jspecify.annotations.Nullable;

/**
 * The identity of an event: equal for every attempt of the engine and of this library to publish
 * it, so consumers can drop duplicates.
 *
 * <p>A {@link HostEvent} has the id that its host gave. It tells the event from all others of the
 * same {@code source}. The id of every other event is the first 128 bits of a SHA-256 in lower-case
 * hex, and tells the event from all others.
 *
 * <p>The id of an event of Netflix Maestro is made of what identifies a change and nothing else:
 * the wire type and the cluster, and
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
 * <p>Of JSON whose type this library does not know nobody can say what identifies a change. So
 * everything counts but {@code send_time} at its top: whatever else differs makes another event.
 *
 * @param value 1 to 128 printable ASCII characters, from the space to the tilde
 */
public record EventId(String value) {

  /** The longest id, in characters: {@value}. */
  public static final int MAX_CHARS = 128;

  /**
   * An identity that a host gives, or that was computed before, such as one read from a header.
   *
   * @throws IllegalArgumentException if {@code value} is anything but 1 to {@value #MAX_CHARS}
   *     printable ASCII characters; the message does not quote it
   */
  public EventId {
    if (value.isEmpty() || value.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "An event id has 1 to " + MAX_CHARS + " characters, but this has " + value.length());
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        throw new IllegalArgumentException(
            String.format(
                "An event id has printable ASCII characters only, but this has U+%04X at %d",
                (int) c, i));
      }
    }
  }

  /**
   * The identity of an event.
   *
   * <ul>
   *   <li>A record has that of its change, as said above.
   *   <li>An {@link OpaqueMaestroEvent} of a type that this library knows has the identity of the
   *       record with the same JSON. What that JSON lacks and the host has said beside it
   *       (workflow, cluster, run) counts too.
   *   <li>An {@link OpaqueMaestroEvent} of any other type has that of its type, workflow, cluster,
   *       run, sync time and level, said by the host or else by the JSON, and of its whole JSON
   *       without {@code send_time}. White space between the tokens and the way in which characters
   *       are escaped do not count.
   *   <li>JSON of more than 4 MiB, or of more than 250,000 values and names, is not read, so that
   *       memory is bounded: its bytes identify it, and what the host has said. Such an event and
   *       the record with the same JSON have different identities.
   *   <li>A {@link HostEvent} has the id that its host gave.
   * </ul>
   */
  public static EventId of(MaestroEvent event) {
    if (event instanceof HostEvent hosts) {
      return hosts.id();
    }
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
