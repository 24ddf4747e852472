package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import java.util.List;
import java.util.Map;

/**
 * What was opened.
 *
 * @param publisher takes the events of the host
 * @param destinations all of them, those for dead letters too, as they were written
 * @param forDeadLetters those of them that take dead letters, each before the one behind it
 * @param letterFiles the files of dead letters, for the end: an engine closes its own, unless the
 *     host's code has given it another handler
 */
public record Opened(
    DeliveringPublisher publisher,
    Map<String, NonBlockingNotificationPublisher> destinations,
    List<NonBlockingNotificationPublisher> forDeadLetters,
    List<LetterFile> letterFiles) {

  /** Releases the files of dead letters, once every publisher has ended. Idempotent. */
  public void closeLetterFiles() {
    letterFiles.forEach(LetterFile::close);
  }
}
