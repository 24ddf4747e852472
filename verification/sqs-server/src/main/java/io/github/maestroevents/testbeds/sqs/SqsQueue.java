package io.github.maestroevents.testbeds.sqs;

import io.github.maestroevents.testbeds.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A queue and all that was ever read from it: reading takes messages out of the queue and keeps
 * them here. Thread-safe.
 */
public final class SqsQueue {

  private static final int MOST_IN_A_REQUEST = 10;

  private final SqsAsyncClient client;
  private final String url;
  private final List<Message> read = new ArrayList<>(); // guarded by this

  SqsQueue(SqsAsyncClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /** Its URL at the server. */
  public String url() {
    return url;
  }

  /** Its URL at something else that listens on the loopback address, such as a proxy. */
  public String urlAt(int port) {
    return "http://127.0.0.1:" + port + URI.create(url).getPath();
  }

  /** Every message so far, in the order of reading; does not wait for more. */
  public synchronized List<Message> messages() {
    List<Message> some = receive();
    while (!some.isEmpty()) {
      delete(some);
      read.addAll(some);
      some = receive();
    }
    return List.copyOf(read);
  }

  /** Every message so far, once there are so many; fails when there are not in time. */
  public List<Message> awaitMessages(int atLeast, Duration deadline) {
    Await.until(atLeast + " messages in " + url, deadline, () -> messages().size() >= atLeast);
    return messages();
  }

  private List<Message> receive() {
    return client
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(MOST_IN_A_REQUEST)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .join()
        .messages();
  }

  private void delete(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    Object unused =
        client.deleteMessageBatch(request -> request.queueUrl(url).entries(entries)).join();
  }

  @Override
  public String toString() {
    return url;
  }
}
