package io.github.maestroevents.testbeds.sqs;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes and removes queues of an SQS server, wherever that runs. Thread-safe. */
public final class SqsQueues implements AutoCloseable {

  /** What a server that asks for credentials without checking them is given. */
  public static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private static final String FIFO_SUFFIX = ".fifo";

  private final URI endpoint;
  private final SqsAsyncClient client;

  private SqsQueues(URI endpoint) {
    this.endpoint = endpoint;
    client = clientOf(endpoint);
  }

  /** The queues of the server that listens there. */
  public static SqsQueues at(URI endpoint) {
    return new SqsQueues(endpoint);
  }

  /** A client of SDK 2 for the server that listens there; the caller closes it. */
  public static SqsAsyncClient clientOf(URI endpoint) {
    return SqsAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  /** A new standard queue. */
  public SqsQueue standard(String name) {
    return create(name, Map.of());
  }

  /** A new FIFO queue; {@code .fifo} is added to its name. */
  public SqsQueue fifo(String name) {
    return create(name + FIFO_SUFFIX, Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
  }

  private SqsQueue create(String name, Map<QueueAttributeName, String> kind) {
    Map<QueueAttributeName, String> attributes = new LinkedHashMap<>(kind);
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "600");
    String told =
        client.createQueue(queue -> queue.queueName(name).attributes(attributes)).join().queueUrl();
    // A server tells the address it believes to have; a container does not know its own.
    return new SqsQueue(client, endpoint + URI.create(told).getPath());
  }

  /** Removes a queue and its messages. */
  public void delete(SqsQueue queue) {
    Object unused = client.deleteQueue(request -> request.queueUrl(queue.url())).join();
  }

  @Override
  public void close() {
    client.close();
  }
}
