package io.github.maestroevents.benchmarks.sqs;

import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A request for each message. */
final class SingleMessages implements Contender {

  private final Requests requests = new Requests();
  private final SqsAsyncClient client;
  private final int inFlight;

  SingleMessages(URI endpoint, int inFlight) {
    this.client = Clients.ofSdk2(endpoint, requests);
    this.inFlight = inFlight;
  }

  @Override
  public String name() {
    return "a request for each event";
  }

  @Override
  public Lap run(String queueUrl, Load load) {
    InFlight window = new InFlight(inFlight);
    Stopwatch stopwatch = Stopwatch.start(requests);
    for (HandMadeMessage message : load.messages()) {
      window.begin();
      stopwatch.call(() -> window.end(client.sendMessage(message.request(queueUrl))));
    }
    window.awaitAll();
    return stopwatch.stop(load.messages().size());
  }

  @Override
  public void close() {
    client.close();
  }
}
