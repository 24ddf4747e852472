package io.github.maestroevents.kafka.internal.verdict;

import io.github.maestroevents.spi.ForeignFailure;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * A failure of Kafka's client in words that quote nothing. Its own message may hold what a broker
 * said, which may be anything, or a setting: a line of JAAS, a value out of a config provider.
 */
public final class KafkaFailure {

  private static final String OURS = KafkaFailure.class.getPackageName();

  private KafkaFailure() {}

  /** What may be the cause of an exception of ours: one of ours as it is, of others no word. */
  static @Nullable Throwable asCause(@Nullable Throwable failure) {
    return failure == null || failure.getClass().getPackageName().equals(OURS)
        ? failure
        : ForeignFailure.of(failure);
  }

  /**
   * The classes of the failure and of its causes, and the protocol's name of the error: {@code
   * TopicAuthorizationException, TOPIC_AUTHORIZATION_FAILED}.
   */
  public static String named(Throwable failure) {
    String classes = ForeignFailure.classes(failure);
    // The client throws timeouts of its own too, which no broker has told.
    if (failure instanceof ApiException && !(failure instanceof TimeoutException)) {
      Errors error = Errors.forException(failure);
      return error == Errors.UNKNOWN_SERVER_ERROR ? classes : classes + ", " + error;
    }
    return classes;
  }
}
