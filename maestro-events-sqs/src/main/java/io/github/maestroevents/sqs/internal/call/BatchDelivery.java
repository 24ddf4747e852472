package io.github.maestroevents.sqs.internal.call;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.OutcomeSink;
import io.github.maestroevents.sqs.internal.client.EntryAnswer;
import io.github.maestroevents.sqs.internal.client.EntryIds;
import io.github.maestroevents.sqs.internal.client.QueueClient;
import io.github.maestroevents.sqs.internal.client.QueueUrl;
import io.github.maestroevents.sqs.internal.client.RequestFailure;
import io.github.maestroevents.sqs.internal.message.MessageForm;
import io.github.maestroevents.sqs.internal.message.MessageGroup;
import io.github.maestroevents.sqs.internal.message.QueueMessage;
import io.github.maestroevents.sqs.internal.message.UnsendableEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way to the queue: as messages, packed into requests, each answered message by
 * message. A request that SQS refuses for its contents, without saying which message it means, is
 * sent again in halves until the guilty message stands alone.
 *
 * <p>Each request is made on a request thread; its answer is worked through on a thread of the SDK
 * or on that one. Any of them may report an outcome; the first for an event counts.
 */
public final class BatchDelivery {

  // Null at the position of an event that is reported: nothing of it is kept.
  private final @Nullable EncodedEvent[] events;
  private final @Nullable QueueMessage[] messages;
  private final long[] sizes;
  private final OutcomeSink sink;
  // What was reported, to know when that is all.
  private final BatchOutcomes reported;
  private final MessageForm form;
  private final QueueClient client;
  private final RequestThreads threads;
  private final FailureVerdicts verdicts;
  private final Duration requestTimeout;

  public BatchDelivery(
      List<EncodedEvent> batch,
      OutcomeSink sink,
      MessageForm form,
      QueueClient client,
      RequestThreads threads,
      FailureVerdicts verdicts,
      Duration requestTimeout) {
    this.events = batch.toArray(EncodedEvent[]::new);
    this.messages = new QueueMessage[batch.size()];
    this.sizes = new long[batch.size()];
    this.sink = sink;
    this.reported = new BatchOutcomes(batch.size());
    this.form = form;
    this.client = client;
    this.threads = threads;
    this.verdicts = verdicts;
    this.requestTimeout = requestTimeout;
  }

  /** Completes when every event has an outcome. */
  public CompletionStage<BatchResult> stage() {
    return reported.stage();
  }

  /**
   * Starts the requests and returns. What cannot be a message has its outcome at once.
   *
   * @param maxEntries messages in a request
   * @param maxRequestBytes bytes of all messages of a request together
   */
  public void start(int maxEntries, int maxRequestBytes) {
    List<Integer> sendable = new ArrayList<>(events.length);
    Set<String> groups = new HashSet<>();
    for (int position = 0; position < events.length; position++) {
      EncodedEvent event = events[position];
      if (event != null && write(position, event, groups)) {
        sendable.add(position);
      }
    }
    Requests.pack(sendable, sizes, maxEntries, maxRequestBytes).forEach(this::request);
  }

  /** Gives up waiting: every event without an outcome gets this one. Any thread. */
  public void abandon(DeliveryOutcome outcome) {
    for (int position = 0; position < events.length; position++) {
      report(position, outcome);
    }
  }

  private void report(int position, DeliveryOutcome outcome) {
    if (events[position] == null) {
      return; // reported; should two threads come here at once, the first report counts
    }
    events[position] = null;
    messages[position] = null;
    sink.report(position, outcome);
    reported.report(position, outcome); // last: who waits for the batch finds every event reported
  }

  private boolean write(int position, EncodedEvent event, Set<String> groups) {
    try {
      QueueMessage message = form.of(event);
      String group = String.valueOf(message.groupId());
      if (form.isFifo() && !groups.add(group)) {
        report(
            position,
            DeliveryOutcome.retryLater(secondOfItsGroup(event))
                .notDelivered()
                .ofEvent()
                .inPart(MessageGroup.part(group)));
        return false;
      }
      messages[position] = message;
      sizes[position] = message.sizeBytes();
      return true;
    } catch (UnsendableEventException e) {
      report(position, verdicts.rejected(event, e));
      return false;
    }
  }

  /**
   * SQS answers for the messages of a request one by one, so the first could be the one to fail.
   */
  private static RetryableDeliveryException secondOfItsGroup(EncodedEvent event) {
    return new RetryableDeliveryException(
        event
            + " shares its message group with an earlier event of the batch; a batch for a FIFO queue"
            + " holds one event of a key, as limits() says");
  }

  private void request(List<Integer> positions) {
    try {
      threads.run(() -> call(positions));
    } catch (RejectedExecutionException closed) {
      reportAll(positions, closed(verdicts.queue()).notDelivered());
    }
  }

  private void call(List<Integer> positions) {
    List<QueueMessage> request = new ArrayList<>(positions.size());
    for (int position : positions) {
      QueueMessage message = messages[position];
      if (message == null) {
        return; // given up meanwhile: sending now would deliver what its owner thinks is not
      }
      request.add(message);
    }
    try {
      CompletionStage<Void> unused =
          client
              .send(request, requestTimeout)
              .handle(
                  (answers, failure) -> {
                    settle(positions, answers, failure);
                    return null;
                  });
    } catch (RuntimeException e) {
      settle(positions, null, e);
    } catch (Error e) {
      reportAll(positions, DeliveryOutcome.retryLater(unexpected(e)));
      throw e;
    }
  }

  /** Of the SDK, or of its classes: what its text holds nobody knows. */
  public static RetryableDeliveryException unexpected(Throwable failure) {
    return new RetryableDeliveryException(
        "the request could not be made (" + ForeignFailure.classes(failure) + ")",
        ForeignFailure.of(failure));
  }

  private void settle(
      List<Integer> positions, @Nullable List<EntryAnswer> answers, @Nullable Throwable failure) {
    try {
      if (answers == null) {
        failed(positions, client.explain(unwrapped(failure)));
      } else {
        answered(positions, answers);
      }
    } catch (RuntimeException | Error e) {
      // A bug here must not leave the batch without an answer; it is in doubt like any other.
      reportAll(positions, DeliveryOutcome.retryLater(unexpected(e)));
      throw e;
    }
  }

  private void answered(List<Integer> positions, List<EntryAnswer> answers) {
    for (EntryAnswer answer : answers) {
      int entry = EntryIds.position(answer.entryId());
      if (entry >= 0 && entry < positions.size()) {
        answered(positions.get(entry), answer.fault());
      }
    }
    reportAll(positions, verdicts.unmentioned());
  }

  private void answered(int position, EntryAnswer.@Nullable Fault fault) {
    EncodedEvent event = events[position];
    QueueMessage message = messages[position];
    if (event == null || message == null) {
      return; // given up meanwhile
    }
    if (fault == null) {
      report(position, DeliveryOutcome.delivered());
      return;
    }
    AttributeRefusal refusal = AttributeRefusal.of(fault.code(), fault.message());
    report(
        position,
        refusal != null && refusal.excuses(message)
            ? ofAttributes(refusal, message)
            : verdicts.ofEntry(fault, event, message.isOrdered() ? message.groupId() : null));
  }

  private RetryLater ofAttributes(AttributeRefusal refusal, QueueMessage message) {
    if (refusal.mayPassWithFewer(message)) {
      form.leaveRoomForAttributes();
    }
    return verdicts.ofAttributes(refusal, message);
  }

  private void failed(List<Integer> positions, RequestFailure failure) {
    AttributeRefusal refusal = failure.refused() ? AttributeRefusal.of(failure) : null;
    if (refusal != null && positions.stream().allMatch(position -> excuses(refusal, position))) {
      positions.forEach(position -> reportExcused(refusal, position));
    } else if (!verdicts.isForContents(failure)) {
      reportAll(positions, verdicts.ofRequest(failure));
    } else if (positions.size() > 1) {
      verdicts.reportSplit(positions.size(), failure);
      Requests.halves(positions).forEach(this::request);
    } else {
      int position = positions.get(0);
      EncodedEvent event = events[position];
      if (event != null) {
        report(position, verdicts.ofLoneMessage(failure, event));
      }
    }
  }

  private boolean excuses(AttributeRefusal refusal, int position) {
    QueueMessage message = messages[position];
    return message == null || refusal.excuses(message);
  }

  private void reportExcused(AttributeRefusal refusal, int position) {
    QueueMessage message = messages[position];
    if (message != null) {
      report(position, ofAttributes(refusal, message));
    }
  }

  private void reportAll(List<Integer> positions, DeliveryOutcome outcome) {
    positions.forEach(position -> report(position, outcome));
  }

  private static Throwable unwrapped(@Nullable Throwable failure) {
    if (failure == null) {
      return new IllegalStateException("The client answered nothing");
    }
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** What meets events that were under way when the publisher closed. */
  public static RetryLater closed(QueueUrl queue) {
    return DeliveryOutcome.retryLater(
        new PublisherClosedException("The publisher to queue " + queue + " is closed"));
  }
}
