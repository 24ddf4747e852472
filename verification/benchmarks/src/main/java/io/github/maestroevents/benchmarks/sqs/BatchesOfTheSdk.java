package io.github.maestroevents.benchmarks.sqs;

import io.github.maestroevents.sqs.SqsLimits;
import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;

/**
 * The SDK's own {@link SqsAsyncBatchManager} with its defaults. It does not bound what is in
 * flight, so its caller does, by messages: ten for each request that the others have under way.
 */
final class BatchesOfTheSdk implements Contender {

  private final Requests requests = new Requests();
  private final SqsAsyncClient client;
  private final SqsAsyncBatchManager batches;
  private final int inFlight;

  BatchesOfTheSdk(URI endpoint, int inFlight) {
    this.client = Clients.ofSdk2(endpoint, requests);
    this.batches = client.batchManager();
    this.inFlight = inFlight;
  }

  @Override
  public String name() {
    return "SqsAsyncBatchManager";
  }

  @Override
  public Lap run(String queueUrl, Load load) {
    InFlight window = new InFlight(inFlight * SqsLimits.MAX_ENTRIES);
    Stopwatch stopwatch = Stopwatch.start(requests);
    for (HandMadeMessage message : load.messages()) {
      window.begin();
      stopwatch.call(() -> window.end(batches.sendMessage(message.request(queueUrl))));
    }
    window.awaitAll();
    return stopwatch.stop(load.messages().size());
  }

  @Override
  public void close() {
    batches.close();
    client.close();
  }
}
