package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.spi.EncodedEvent;

/**
 * An event to be sent.
 *
 * @param event what is sent
 * @param number which one it is, for whoever sends it: a sequence, or a line
 * @param label the same for people, such as {@code 12 2026-11-25T12:00:00Z}
 */
public record Parcel(EncodedEvent event, long number, String label) {

  @Override
  public String toString() {
    return label + " " + event;
  }
}
