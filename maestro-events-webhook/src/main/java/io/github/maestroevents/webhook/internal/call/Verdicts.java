package io.github.maestroevents.webhook.internal.call;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.webhook.internal.client.Answer;
import io.github.maestroevents.webhook.internal.client.RefusedAddressException;
import io.github.maestroevents.webhook.internal.client.Target;
import io.github.maestroevents.webhook.internal.message.UnsendableEventException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.jspecify.annotations.Nullable;

/**
 * What an answer, or none, means for the events of a request. Immutable; any thread.
 *
 * <p>The rule: an event is rejected only when the receiver has refused it for what it is. What
 * passes by itself, or what an operator can mend without touching the event, is retried, and the
 * delivery engine bounds for how long. The table is in {@code docs/webhook.md}.
 */
public final class Verdicts {

  private final Target target;
  private final Duration maxRetryAfter;

  /**
   * @param maxRetryAfter the most of a receiver's wish that is obeyed
   */
  public Verdicts(Target target, Duration maxRetryAfter) {
    this.target = target;
    this.maxRetryAfter = maxRetryAfter;
  }

  /** Whether the request has arrived and was taken. */
  static boolean isDelivered(Answer answer) {
    return answer.status() >= 200 && answer.status() < 300;
  }

  /** Whether the receiver has refused the request for what is in it. */
  static boolean isForContents(Answer answer) {
    return switch (answer.status()) {
      case 401, 403, 407, 408, 410, 421, 425, 429 -> false;
      default -> answer.status() >= 400 && answer.status() < 500;
    };
  }

  /** The receiver refuses this one event for what it is. */
  DeliveryOutcome rejected(EncodedEvent event, Answer answer) {
    String said = answer.shownBody();
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event
                + " never goes to "
                + target
                + ": it answered "
                + answer.status()
                + (said.isEmpty() ? "" : ", saying " + said)));
  }

  /** An event that can be no request. */
  DeliveryOutcome rejected(EncodedEvent event, UnsendableEventException why) {
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event + " never goes to " + target + ": " + why.getMessage(), why));
  }

  /** An event that is larger than a request may be. */
  DeliveryOutcome tooLarge(EncodedEvent event, int bytes, long maxBytes) {
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event
                + " never goes to "
                + target
                + ": its body would have "
                + bytes
                + " bytes, and "
                + maxBytes
                + " are allowed (max-body-bytes)"));
  }

  /** An answer after which the same request may go again. */
  RetryLater ofAnswer(Answer answer, Instant now) {
    int status = answer.status();
    Duration after = RetryAfter.of(answer.header("retry-after"), now, maxRetryAfter);
    RetryLater retry = retry("answered " + status + "; " + advice(status), null).withAfter(after);
    boolean inDoubt = status == 408 || status >= 500;
    return inDoubt ? retry : retry.notDelivered();
  }

  private static String advice(int status) {
    if (status >= 300 && status < 400) {
      return "a redirect that is not followed: set the URI to where the receiver is now, or allow"
          + " redirects (only 307 and 308 are ever followed)";
    }
    return switch (status) {
      case 401, 403 -> "see the secret, the token or the grant; it is asked for anew each time";
      case 407 -> "a proxy wants credentials";
      case 410 -> "the receiver says that it is gone for good: end the subscription, or pause it";
      case 425, 429 -> "the receiver asks for fewer requests";
      default -> "the receiver or what stands before it has trouble";
    };
  }

  /** No answer, or none that was whole in time. */
  RetryLater ofFailure(Throwable failure) {
    if (failure instanceof RefusedAddressException refused) {
      return retry(String.valueOf(refused.getMessage()), null).notDelivered();
    }
    if (failure instanceof TimeoutException) {
      return retry("no whole answer within the request timeout; it may have arrived", null);
    }
    boolean neverLeft =
        failure instanceof ConnectException
            || failure instanceof ConnectTimeoutException
            || failure instanceof UnknownHostException
            || failure instanceof NoRouteToHostException
            || failure instanceof RequestNotExecutedException
            || failure instanceof SSLHandshakeException
            || failure instanceof SSLPeerUnverifiedException;
    RetryLater retry =
        retry(
            (neverLeft
                    ? "no connection; see its name, the network and its certificate"
                    : failure instanceof ConnectionClosedException
                        ? "the connection ended before the answer; it may have arrived"
                        : "the exchange failed; it may have arrived")
                + " ("
                + ForeignFailure.classes(failure)
                + ")",
            failure);
    return neverLeft ? retry.notDelivered() : retry;
  }

  /** The host's code that gives a token, or a signature, has failed. */
  RetryLater ofHostsCode(Throwable failure) {
    return retry(
            "no request was made: what gives the authorization failed ("
                + ForeignFailure.classes(failure)
                + ")",
            failure)
        .notDelivered();
  }

  /** The receiver has said 410 a while ago. */
  RetryLater paused(Duration left) {
    return retry("it answered 410 Gone; nothing is sent until its pause is over", null)
        .withAfter(left)
        .notDelivered();
  }

  /** An event behind one of its key, or of its request, that is to be retried. */
  RetryLater behind(RetryLater first) {
    return retry("an earlier event of the same key goes first", null)
        .withAfter(first.after())
        .notDelivered()
        .ofEvent();
  }

  /** The publisher is closed. */
  public RetryLater closed() {
    return DeliveryOutcome.retryLater(
        new PublisherClosedException("The webhook publisher for " + target + " is closed"));
  }

  /** The batch's time is over. */
  public RetryLater late(Duration time) {
    return retry("no answer within " + time + "; the events may have arrived", null);
  }

  /** What gives the authorization took so long that a request would come too late. */
  RetryLater lateAuthorization() {
    return retry("no request was made: what gives the authorization took too long", null)
        .notDelivered();
  }

  /** The batch's time is over, and this event's turn had not come. */
  public RetryLater unsent() {
    return retry(
            "its turn did not come in time; see max-requests-in-flight, and whether what gives the"
                + " authorization and the name server answer",
            null)
        .notDelivered()
        .ofEvent();
  }

  private RetryLater retry(String what, @Nullable Throwable cause) {
    String words = target + ": " + what;
    return DeliveryOutcome.retryLater(
        cause == null
            ? new RetryableDeliveryException(words)
            : new RetryableDeliveryException(words, ForeignFailure.of(cause)));
  }
}
