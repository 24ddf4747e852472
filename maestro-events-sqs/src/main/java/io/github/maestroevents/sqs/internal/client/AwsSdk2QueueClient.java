package io.github.maestroevents.sqs.internal.client;

import io.github.maestroevents.sqs.internal.message.QueueMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * AWS SDK for Java 2. The request thread marshals and signs; the answer comes on a thread of the
 * SDK's.
 */
public final class AwsSdk2QueueClient implements QueueClient {

  private final SqsAsyncClient client;
  private final boolean isOwn;
  private final boolean closesIt;
  private final String queueUrl;

  private AwsSdk2QueueClient(
      SqsAsyncClient client, boolean isOwn, boolean closesIt, QueueUrl queue) {
    this.client = client;
    this.isOwn = isOwn;
    this.closesIt = closesIt;
    this.queueUrl = queue.text();
  }

  /** Over a client of the publisher's own, as {@link AwsSdk2Client} makes it. */
  public static AwsSdk2QueueClient own(SqsAsyncClient client, QueueUrl queue) {
    return new AwsSdk2QueueClient(client, true, true, queue);
  }

  /** Over a client of the host's. */
  public static AwsSdk2QueueClient ofHost(SqsAsyncClient client, boolean closesIt, QueueUrl queue) {
    return new AwsSdk2QueueClient(client, false, closesIt, queue);
  }

  @Override
  public CompletionStage<List<EntryAnswer>> send(List<QueueMessage> messages, Duration timeout) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      entries.add(entry(EntryIds.of(i), messages.get(i)));
    }
    SendMessageBatchRequest request =
        SendMessageBatchRequest.builder()
            .queueUrl(queueUrl)
            .entries(entries)
            .overrideConfiguration(override -> override.apiCallTimeout(timeout))
            .build();
    return client.sendMessageBatch(request).thenApply(AwsSdk2QueueClient::answers);
  }

  private static SendMessageBatchRequestEntry entry(String id, QueueMessage message) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    message
        .attributes()
        .forEach(
            (name, value) ->
                attributes.put(
                    name,
                    MessageAttributeValue.builder()
                        .dataType(QueueMessage.ATTRIBUTE_TYPE)
                        .stringValue(value)
                        .build()));
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageBody(message.body())
        .messageAttributes(attributes)
        .messageGroupId(message.groupId())
        .messageDeduplicationId(message.deduplicationId())
        .build();
  }

  private static List<EntryAnswer> answers(SendMessageBatchResponse response) {
    List<EntryAnswer> answers = new ArrayList<>();
    response.successful().forEach(entry -> answers.add(EntryAnswer.taken(entry.id())));
    response
        .failed()
        .forEach(
            entry ->
                answers.add(
                    EntryAnswer.refused(
                        entry.id(), entry.code(), entry.message(), entry.senderFault())));
    return answers;
  }

  @Override
  public RequestFailure explain(Throwable failure) {
    if (!(failure instanceof SdkServiceException answer)) {
      return RequestFailure.unanswered(failure);
    }
    @Nullable AwsErrorDetails details =
        answer instanceof AwsServiceException aws ? aws.awsErrorDetails() : null;
    if (details == null) {
      return RequestFailure.answered(null, answer.statusCode(), answer.requestId(), null, failure);
    }
    @Nullable String retryAfter =
        details.sdkHttpResponse() == null
            ? null
            : details.sdkHttpResponse().firstMatchingHeader(RetryAfter.HEADER).orElse(null);
    return RequestFailure.answered(
        details.errorCode(), answer.statusCode(), answer.requestId(), retryAfter, failure);
  }

  @Override
  public boolean asksOnce() {
    return isOwn;
  }

  @Override
  public void close() {
    if (closesIt) {
      client.close();
    }
  }

  @Override
  public String toString() {
    return "AWS SDK 2" + (closesIt ? "" : ", the host's client");
  }
}
