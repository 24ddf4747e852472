package io.github.maestroevents.sqs.internal.client;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a whole request failed, in no SDK's words.
 *
 * @param code the error code of the service, such as {@code QueueDoesNotExist}, or {@link
 *     #NO_CREDENTIALS}; null if the service did not answer
 * @param status the HTTP status; 0 if there was no answer
 * @param requestId by which the service finds the request in its own logs; null if it gave none
 * @param retryAfter the delay the service asked for; zero if it asked for none
 * @param refused whether nothing of the request can have been stored, as far as its last attempt
 *     tells: it never reached the service, or the service refused it
 * @param cause the SDK's exception, whose words may quote the request: not for logs
 */
public record RequestFailure(
    @Nullable String code,
    int status,
    @Nullable String requestId,
    Duration retryAfter,
    boolean refused,
    Throwable cause) {

  /** The code when an SDK finds no credentials to ask with. */
  public static final String NO_CREDENTIALS = "CredentialsNotFound";

  private static final int FIRST_SERVER_ERROR = 500;

  /** Exceptions that an exception may be wrapped in; more would be a circle. */
  private static final int MOST_CAUSES = 20;

  /**
   * No service answered: the network, the client's own timeout, or no credentials to ask with. Both
   * SDKs tell the last by words alone.
   */
  public static RequestFailure unanswered(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    boolean unasked = message.contains("Unable to load") && message.contains("credentials");
    return new RequestFailure(
        unasked ? NO_CREDENTIALS : null,
        0,
        null,
        Duration.ZERO,
        unasked || neverArrived(cause),
        cause);
  }

  /** The service answered with an error. */
  public static RequestFailure answered(
      @Nullable String code,
      int status,
      @Nullable String requestId,
      @Nullable String retryAfter,
      Throwable cause) {
    return new RequestFailure(
        code, status, requestId, RetryAfter.parse(retryAfter), status < FIRST_SERVER_ERROR, cause);
  }

  private static boolean neverArrived(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException) {
        return true;
      }
    }
    return false;
  }
}
