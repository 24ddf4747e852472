package io.github.maestroevents.sqs.internal.client;

import com.amazonaws.AmazonServiceException;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.model.MessageAttributeValue;
import com.amazonaws.services.sqs.model.SendMessageBatchRequest;
import com.amazonaws.services.sqs.model.SendMessageBatchRequestEntry;
import com.amazonaws.services.sqs.model.SendMessageBatchResult;
import io.github.maestroevents.sqs.internal.message.QueueMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** AWS SDK for Java 1. Blocks the request thread for the whole request. */
public final class AwsSdk1QueueClient implements QueueClient {

  private final AmazonSQS client;
  private final boolean isOwn;
  private final boolean closesIt;
  private final String queueUrl;

  private AwsSdk1QueueClient(AmazonSQS client, boolean isOwn, boolean closesIt, QueueUrl queue) {
    this.client = client;
    this.isOwn = isOwn;
    this.closesIt = closesIt;
    this.queueUrl = queue.text();
  }

  /** Over a client of the publisher's own, which makes no retries. */
  public static AwsSdk1QueueClient own(AmazonSQS client, QueueUrl queue) {
    return new AwsSdk1QueueClient(client, true, true, queue);
  }

  /** Over a client of the host's. */
  public static AwsSdk1QueueClient ofHost(AmazonSQS client, boolean closesIt, QueueUrl queue) {
    return new AwsSdk1QueueClient(client, false, closesIt, queue);
  }

  @Override
  public CompletionStage<List<EntryAnswer>> send(List<QueueMessage> messages, Duration timeout) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      entries.add(entry(EntryIds.of(i), messages.get(i)));
    }
    SendMessageBatchRequest request = new SendMessageBatchRequest(queueUrl, entries);
    request.setSdkClientExecutionTimeout((int) Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    return CompletableFuture.completedFuture(answers(client.sendMessageBatch(request)));
  }

  private static SendMessageBatchRequestEntry entry(String id, QueueMessage message) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    message
        .attributes()
        .forEach(
            (name, value) ->
                attributes.put(
                    name,
                    new MessageAttributeValue()
                        .withDataType(QueueMessage.ATTRIBUTE_TYPE)
                        .withStringValue(value)));
    return new SendMessageBatchRequestEntry(id, message.body())
        .withMessageAttributes(attributes)
        .withMessageGroupId(message.groupId())
        .withMessageDeduplicationId(message.deduplicationId());
  }

  private static List<EntryAnswer> answers(SendMessageBatchResult result) {
    List<EntryAnswer> answers = new ArrayList<>();
    result.getSuccessful().forEach(entry -> answers.add(EntryAnswer.taken(entry.getId())));
    result
        .getFailed()
        .forEach(
            entry ->
                answers.add(
                    EntryAnswer.refused(
                        entry.getId(),
                        entry.getCode(),
                        entry.getMessage(),
                        entry.getSenderFault())));
    return answers;
  }

  @Override
  public RequestFailure explain(Throwable failure) {
    if (!(failure instanceof AmazonServiceException answer)) {
      return RequestFailure.unanswered(failure);
    }
    @Nullable Map<String, String> headers = answer.getHttpHeaders();
    @Nullable String retryAfter = headers == null ? null : headers.get(RetryAfter.HEADER);
    return RequestFailure.answered(
        answer.getErrorCode(), answer.getStatusCode(), answer.getRequestId(), retryAfter, failure);
  }

  @Override
  public boolean asksOnce() {
    return isOwn;
  }

  @Override
  public void close() {
    if (closesIt) {
      client.shutdown();
    }
  }

  @Override
  public String toString() {
    return "AWS SDK 1" + (closesIt ? "" : ", the host's client");
  }
}
