package io.github.maestroevents.benchmarks.sqs;

import io.github.maestroevents.sqs.SqsLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * What one would write by hand for speed: batches of ten of messages that lie ready. The caller's
 * thread marshals and signs.
 */
final class HandMadeBatches implements Contender {

  private final Requests requests = new Requests();
  private final SqsAsyncClient client;
  private final int inFlight;

  HandMadeBatches(URI endpoint, int inFlight) {
    this.client = Clients.ofSdk2(endpoint, requests);
    this.inFlight = inFlight;
  }

  @Override
  public String name() {
    return "batches made by hand";
  }

  @Override
  public Lap run(String queueUrl, Load load) {
    InFlight window = new InFlight(inFlight);
    List<HandMadeMessage> messages = load.messages();
    Stopwatch stopwatch = Stopwatch.start(requests);
    for (int from = 0; from < messages.size(); from += SqsLimits.MAX_ENTRIES) {
      List<HandMadeMessage> batch =
          messages.subList(from, Math.min(from + SqsLimits.MAX_ENTRIES, messages.size()));
      window.begin();
      stopwatch.call(
          () ->
              window.end(
                  client
                      .sendMessageBatch(request(queueUrl, batch))
                      .thenAccept(HandMadeBatches::check)));
    }
    window.awaitAll();
    return stopwatch.stop(messages.size());
  }

  private static SendMessageBatchRequest request(String queueUrl, List<HandMadeMessage> batch) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>(batch.size());
    for (HandMadeMessage message : batch) {
      entries.add(message.entry(entries.size()));
    }
    return SendMessageBatchRequest.builder().queueUrl(queueUrl).entries(entries).build();
  }

  private static void check(SendMessageBatchResponse response) {
    if (!response.failed().isEmpty()) {
      throw new IllegalStateException("Not taken: " + response.failed());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
