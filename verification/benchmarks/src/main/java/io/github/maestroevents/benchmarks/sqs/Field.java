package io.github.maestroevents.benchmarks.sqs;

import io.github.maestroevents.testbeds.sqs.SqsQueue;
import io.github.maestroevents.testbeds.sqs.SqsQueues;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The contenders, lap by lap: each gets an empty queue, and what is in it afterwards is counted. In
 * each round another one begins, so that none always runs after the same one.
 */
final class Field implements AutoCloseable {

  private final SqsQueues queues;
  private final List<Contender> contenders;
  private int laps;

  Field(URI endpoint, SqsQueues queues, int inFlight) {
    this.queues = queues;
    this.contenders =
        List.of(
            ThroughTheEngine.overSdk2(endpoint, inFlight),
            new AdapterAlone(endpoint, inFlight),
            new HandMadeBatches(endpoint, inFlight),
            new BatchesOfTheSdk(endpoint, inFlight),
            new SingleMessages(endpoint, inFlight),
            ThroughTheEngine.overSdk1(endpoint, inFlight));
  }

  List<Contender> contenders() {
    return contenders;
  }

  /** One lap of each, in the order of {@link #contenders()}, whoever begins. */
  List<Lap> round(int number, Load load) {
    Lap[] results = new Lap[contenders.size()];
    for (int i = 0; i < results.length; i++) {
      int next = (number + i) % results.length;
      results[next] = lap(contenders.get(next), load);
    }
    return List.of(results);
  }

  private Lap lap(Contender contender, Load load) {
    SqsQueue queue = queues.standard("race-" + ++laps);
    try {
      System.gc(); // whoever runs next pays for none of the others' garbage
      Lap lap = contender.run(queue.url(), load);
      int arrived = queue.size();
      if (arrived != load.events().size()) {
        throw new IllegalStateException(
            contender.name() + ": " + arrived + " of " + load.events().size() + " arrived");
      }
      return lap;
    } finally {
      queues.delete(queue);
    }
  }

  /** Closes all at once: a client of SDK 2 takes two or three seconds. */
  @Override
  public void close() {
    CompletableFuture.allOf(
            contenders.stream()
                .map(contender -> CompletableFuture.runAsync(contender::close))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }
}
