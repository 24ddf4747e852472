package io.github.maestroevents.kafka.internal.waiting;

import io.github.maestroevents.kafka.internal.producer.ProducerSession;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client that is asked for topics again and again does anything at all. Each question
 * wakes its thread, which then looks at its connections and counts that; a thread that is held
 * counts nothing. Used by the helper thread alone.
 */
final class SignsOfLife {

  /** Longer than a client looks for the address of a broker, which holds its thread. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private @Nullable ProducerSession asked;
  private OptionalDouble looks = OptionalDouble.empty();
  private Duration silence = Duration.ZERO;

  /**
   * Called once a round in which the session was asked for a topic and had no answer.
   *
   * @param pause since the round before; only pauses count, so that a machine that stood still is
   *     not taken for a client that did
   */
  boolean areMissing(ProducerSession session, Duration pause) {
    OptionalDouble now = session.contact().looksAtConnections();
    if (session == asked && now.isPresent() && now.equals(looks)) {
      silence = silence.plus(pause);
    } else {
      silence = Duration.ZERO;
    }
    asked = session;
    looks = now;
    return silence.compareTo(LONGEST_SILENCE) > 0;
  }

  /** Called once a round in which nothing was asked, or all was answered. */
  void forget() {
    asked = null;
  }
}
