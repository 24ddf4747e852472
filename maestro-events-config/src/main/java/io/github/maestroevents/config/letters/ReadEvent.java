package io.github.maestroevents.config.letters;

import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;

/**
 * An event that was read from a file.
 *
 * @param event to be delivered
 * @param acceptedAt when a host took it up, as far as the file tells
 */
public record ReadEvent(EncodedEvent event, Instant acceptedAt) {}
