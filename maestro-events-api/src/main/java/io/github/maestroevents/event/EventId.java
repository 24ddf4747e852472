package io.github.maestroevents.event;

/**
 * The identity of an event: equal for every attempt of the engine and of this library to publish
 * it.
 *
 * @param value 128 bits in lower-case hex
 */
public record EventId(String value) {

  public static EventId of(MaestroEvent event) {
    return new EventId(Integer.toHexString(event.hashCode()));
  }

  @Override
  public String toString() {
    return value;
  }
}
