package io.github.maestroevents.sqs;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;

/**
 * What a failure means for the events it met.
 *
 * <p>The rule: an event is rejected only for what it is. What an operator can mend without touching
 * the event (a queue, a credential, a key, a quota) is retried, and the delivery engine bounds for
 * how long.
 *
 * <table>
 * <caption>Failure, verdict, and why</caption>
 * <tr><th>failure</th><th>verdict</th><th>why</th></tr>
 * <tr><td>larger than a message may be; payload that is no text</td><td>rejected, without asking
 *     SQS</td><td>it is the same the next time; neighbours are sent</td></tr>
 * <tr><td>entry failed with {@code senderFault}</td><td>rejected</td>
 *     <td>SQS says that repeating does not help; its neighbours are delivered</td></tr>
 * <tr><td>entry failed for throttling, permission or KMS, whoever is called guilty</td>
 *     <td>retried</td><td>passes, or an operator mends it</td></tr>
 * <tr><td>entry failed otherwise, or was not mentioned in the answer</td><td>retried</td>
 *     <td>nothing says that it is the event's fault</td></tr>
 * <tr><td>request refused for its contents: {@code BatchRequestTooLong}, {@code
 *     InvalidMessageContents} and the like</td><td>sent again in halves; a message that is refused
 *     alone is rejected</td><td>the service did not say which message it means</td></tr>
 * <tr><td>{@code QueueDoesNotExist}</td><td>retried</td><td>a queue can be created</td></tr>
 * <tr><td>credentials refused or not found, KMS key not usable</td><td>retried</td>
 *     <td>a grant mends it without a restart</td></tr>
 * <tr><td>throttling, 5xx</td><td>retried, not before {@code Retry-After}</td>
 *     <td>passes by itself</td></tr>
 * <tr><td>no answer</td><td>retried</td><td>in doubt: a FIFO queue drops the second copy for five
 *     minutes, in a standard queue consumers do, by {@code ce_id}</td></tr>
 * </table>
 */
final class FailureVerdicts {

  private final QueueUrl queue;

  FailureVerdicts(QueueUrl queue) {
    this.queue = queue;
  }

  /** An event that never will be a message, and why. */
  DeliveryOutcome rejected(EncodedEvent event, IllegalArgumentException why) {
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event + " never goes to queue " + queue + ": " + why.getMessage(), why));
  }

  /** What follows for one event from the answer to its message. */
  DeliveryOutcome ofEntry(EntryAnswer.Fault fault, EncodedEvent event) {
    FailureKind kind = FailureKind.of(fault.code(), fault.sender() ? 400 : 500);
    String said = "SQS did not take it (" + named(fault.code(), fault.message()) + ")";
    boolean mendable =
        kind == FailureKind.THROTTLED
            || kind == FailureKind.NOT_ALLOWED
            || kind == FailureKind.NO_KEY
            || kind == FailureKind.NO_QUEUE;
    if (fault.sender() && !mendable) {
      return DeliveryOutcome.rejected(
          new PermanentDeliveryException(event + " never goes to queue " + queue + ": " + said));
    }
    return DeliveryOutcome.retryLater(
        new RetryableDeliveryException(queue + ": " + said + "; " + kind.advice));
  }

  /** Whether a request was refused for what is in it, so that its parts may fare better. */
  boolean isForContents(RequestFailure failure) {
    return FailureKind.of(failure.code(), failure.status()) == FailureKind.CONTENTS;
  }

  /** What follows for the one event of a request that was refused for what is in it. */
  DeliveryOutcome ofLoneMessage(RequestFailure failure, EncodedEvent event) {
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event + " never goes to queue " + queue + ": SQS refuses it (" + named(failure) + ")",
            failure.cause()));
  }

  /** What follows for all events of a request that failed for no fault of theirs. */
  DeliveryOutcome ofRequest(RequestFailure failure) {
    FailureKind kind = FailureKind.of(failure.code(), failure.status());
    return DeliveryOutcome.retryLater(
        new RetryableDeliveryException(
            queue + ": " + kind.advice + " (" + named(failure) + ")", failure.cause()),
        failure.retryAfter());
  }

  private static String named(RequestFailure failure) {
    String cause = String.valueOf(failure.cause().getMessage());
    return failure.code() == null ? LogText.oneLine(cause) : named(failure.code(), cause);
  }

  private static String named(String code, String message) {
    String text = message.isEmpty() || message.equals(code) ? code : code + ": " + message;
    return LogText.oneLine(text);
  }
}
