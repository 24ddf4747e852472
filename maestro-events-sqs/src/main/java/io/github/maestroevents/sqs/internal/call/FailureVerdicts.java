package io.github.maestroevents.sqs.internal.call;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.SafeLogger;
import io.github.maestroevents.sqs.internal.client.EntryAnswer;
import io.github.maestroevents.sqs.internal.client.QueueUrl;
import io.github.maestroevents.sqs.internal.client.RequestFailure;
import io.github.maestroevents.sqs.internal.message.MessageGroup;
import io.github.maestroevents.sqs.internal.message.QueueMessage;
import io.github.maestroevents.sqs.internal.message.UnsendableEventException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

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
 * <tr><td>larger than a message may be, in Base64 where that is needed</td><td>rejected, without
 *     asking SQS</td><td>it is the same the next time; neighbours are sent</td></tr>
 * <tr><td>entry failed with {@code senderFault}</td><td>rejected</td>
 *     <td>SQS says that repeating does not help; its neighbours are delivered</td></tr>
 * <tr><td>entry failed for throttling, permission or KMS, whoever is called guilty</td>
 *     <td>retried</td><td>passes, or an operator mends it</td></tr>
 * <tr><td>entry failed otherwise, or was not mentioned in the answer</td><td>retried</td>
 *     <td>nothing says that it is the event's fault</td></tr>
 * <tr><td>request refused for its contents: {@code BatchRequestTooLong}, {@code
 *     InvalidMessageContents} and the like</td><td>sent again in halves; a message that is refused
 *     alone is rejected</td><td>the service did not say which message it means</td></tr>
 * <tr><td>request refused with a code that is not listed</td><td>sent again in halves; a message
 *     that is refused alone is retried</td><td>one message may be to blame, and the others need not
 *     suffer</td></tr>
 * <tr><td>a message group refused in a standard queue</td><td>retried</td>
 *     <td>{@code withoutMessageGroups()} mends it</td></tr>
 * <tr><td>refused for the number of message attributes, or for the name of one that is not
 *     ours</td><td>retried; if it is the number, with fewer of ours the first time</td><td>a tracing
 *     agent in the host adds them on the way; whoever runs the host mends it</td></tr>
 * <tr><td>{@code QueueDoesNotExist}</td><td>retried</td><td>a queue can be created</td></tr>
 * <tr><td>credentials refused or not found, KMS key not usable</td><td>retried</td>
 *     <td>a grant mends it without a restart</td></tr>
 * <tr><td>throttling, 5xx</td><td>retried, not before {@code Retry-After}</td>
 *     <td>passes by itself</td></tr>
 * <tr><td>no answer</td><td>retried</td><td>in doubt: a FIFO queue drops the second copy for five
 *     minutes, in a standard queue consumers do, by {@code ce_id}</td></tr>
 * </table>
 *
 * <p>What is retried is the destination's failure, except for the number of attributes, which is
 * the event's. What SQS refused, or what never reached it, is not delivered; what got no answer or
 * a 5xx is in doubt. A client of the host's may have made attempts before the one that it tells of,
 * so with it everything is in doubt that may have left.
 */
public final class FailureVerdicts {

  private static final SafeLogger log = SafeLogger.of(FailureVerdicts.class);

  private static final String OTHERS_ADVICE =
      "turn the agent's attributes for SQS off, or let events have fewer";

  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  private final QueueUrl queue;
  private final boolean askedOnce;
  private final AtomicBoolean splitReported = new AtomicBoolean();
  private final AtomicBoolean othersReported = new AtomicBoolean();

  /**
   * @param askedOnce whether the client makes no attempts of its own, see {@code
   *     QueueClient.asksOnce}
   */
  public FailureVerdicts(QueueUrl queue, boolean askedOnce) {
    this.queue = queue;
    this.askedOnce = askedOnce;
  }

  public QueueUrl queue() {
    return queue;
  }

  /** An event that never will be a message, and why. */
  DeliveryOutcome rejected(EncodedEvent event, UnsendableEventException why) {
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event + " never goes to queue " + queue + ": " + why.getMessage(), why));
  }

  /**
   * What follows for one event from the answer to its message.
   *
   * @param group the message group of a FIFO queue; null for a standard queue
   */
  DeliveryOutcome ofEntry(EntryAnswer.Fault fault, EncodedEvent event, @Nullable String group) {
    FailureKind kind = FailureKind.of(fault.code(), fault.sender() ? 400 : 500);
    String said =
        "SQS did not take it ("
            + ServiceAnswer.told(fault.code())
            + ServiceAnswer.naming(fault.message(), event)
            + ")";
    if (isForGroup(kind, fault.message())) {
      return certain(retryWithoutGroups(said, null), true);
    }
    boolean eventsFault = kind == FailureKind.CONTENTS || kind == FailureKind.OTHER;
    if (fault.sender() && eventsFault) {
      return DeliveryOutcome.rejected(
          new PermanentDeliveryException(event + " never goes to queue " + queue + ": " + said));
    }
    RetryLater retry =
        certain(
            DeliveryOutcome.retryLater(
                new RetryableDeliveryException(queue + ": " + said + "; " + kind.advice)),
            kind != FailureKind.SERVER_ERROR);
    return group == null ? retry : retry.inPart(MessageGroup.part(group));
  }

  /**
   * What follows for a message that is not to blame for the refusal of its attributes.
   *
   * <p>A number is the event's matter: the next attempt may have fewer, and events with fewer
   * attributes of their own pass meanwhile. A name that something adds is added to every event, so
   * that is the queue's. Once nothing more can be left out, and for a name at once, somebody has to
   * see to whoever adds attributes.
   */
  RetryLater ofAttributes(AttributeRefusal refusal, QueueMessage message) {
    if (refusal.mayPassWithFewer(message)) {
      return certain(
          retry(refusal, "the event is sent again with fewer of the publisher's own").ofEvent(),
          true);
    }
    if (othersReported.compareAndSet(false, true)) {
      log.warn(
          "Queue {} refuses messages for attributes that this publisher did not set: {}. Their"
              + " events wait and are tried again: {}. This is said once",
          queue,
          refusal.told(),
          OTHERS_ADVICE);
    }
    RetryLater retry = retry(refusal, OTHERS_ADVICE);
    return certain(refusal.isForNumber() ? retry.ofEvent() : retry, true);
  }

  private RetryLater retry(AttributeRefusal refusal, String next) {
    return DeliveryOutcome.retryLater(
        new RetryableDeliveryException(
            queue
                + ": SQS refused the message attributes, to which a tracing agent may have added"
                + " some ("
                + refusal.told()
                + "); "
                + next));
  }

  private RetryLater certain(RetryLater retry, boolean refused) {
    return refused && askedOnce ? retry.notDelivered() : retry;
  }

  /**
   * Whether a request was refused for what is in it, or may have been, so that its parts may fare
   * better.
   */
  boolean isForContents(RequestFailure failure) {
    FailureKind kind = kind(failure);
    boolean unknownRefusal =
        kind == FailureKind.OTHER
            && failure.code() != null
            && failure.status() >= FIRST_CLIENT_ERROR
            && failure.status() < FIRST_SERVER_ERROR;
    return (kind == FailureKind.CONTENTS || unknownRefusal)
        && !isForGroup(kind, message(failure.cause()));
  }

  /** A request is to be sent again in parts; said once, since it costs requests every time. */
  void reportSplit(int messages, RequestFailure failure) {
    if (splitReported.compareAndSet(false, true)) {
      log.warn(
          "Queue {} refused a request of {} messages for its contents: {}. The messages are sent"
              + " again in parts. If they are too large together, set SqsLimits to what the queue"
              + " takes. This is said once",
          queue,
          messages,
          ServiceAnswer.told(failure));
    }
  }

  /** What follows for the one event of a request that was refused for what is in it. */
  DeliveryOutcome ofLoneMessage(RequestFailure failure, EncodedEvent event) {
    if (kind(failure) != FailureKind.CONTENTS) {
      return ofRequest(failure); // a code nobody knows is no reason to give an event up
    }
    return DeliveryOutcome.rejected(
        new PermanentDeliveryException(
            event
                + " never goes to queue "
                + queue
                + ": SQS refuses it ("
                + ServiceAnswer.told(failure)
                + ServiceAnswer.naming(message(failure.cause()), event)
                + ")",
            ForeignFailure.of(failure.cause())));
  }

  /** What follows for all events of a request that failed for no fault of theirs. */
  DeliveryOutcome ofRequest(RequestFailure failure) {
    FailureKind kind = kind(failure);
    if (isForGroup(kind, message(failure.cause()))) {
      return certain(
          retryWithoutGroups(
              "SQS refused the request (" + ServiceAnswer.told(failure) + ")",
              ForeignFailure.of(failure.cause())),
          failure.refused());
    }
    return certain(
        DeliveryOutcome.retryLater(
            new RetryableDeliveryException(
                queue + ": " + advice(kind, failure) + " (" + ServiceAnswer.told(failure) + ")",
                ForeignFailure.of(failure.cause())),
            failure.retryAfter()),
        failure.refused());
  }

  /** What follows for a message that is not in the answer. */
  RetryLater unmentioned() {
    return DeliveryOutcome.retryLater(
        new RetryableDeliveryException(queue + ": SQS did not say what became of the message"));
  }

  /** Services without fair queues refuse every message for its group; a setting mends it. */
  private boolean isForGroup(FailureKind kind, String message) {
    return kind == FailureKind.CONTENTS && !queue.isFifo() && message.contains("MessageGroupId");
  }

  private static String advice(FailureKind kind, RequestFailure failure) {
    return kind == FailureKind.UNANSWERED && failure.refused()
        ? "the service cannot be reached; see its address, the DNS and the network"
        : kind.advice;
  }

  private RetryLater retryWithoutGroups(String said, @Nullable Throwable cause) {
    return DeliveryOutcome.retryLater(
        new RetryableDeliveryException(
            queue + ": " + said + "; if it knows no fair queues, build with withoutMessageGroups()",
            cause));
  }

  private static FailureKind kind(RequestFailure failure) {
    return FailureKind.of(failure.code(), failure.status());
  }

  /** To be looked at, never to be told. */
  private static String message(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }
}
