package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.kafka.KafkaPublisherBuilder;
import io.github.maestroevents.kafka.TopicSelector;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.kafka.scripted.ScriptedBroker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * A publisher to hundreds of topics, of which the producer knows all, has lost sight of all, or
 * none of which exists, and one whose buffer is full: how long {@code sendBatch} holds the thread
 * that calls it, and how long an event of a healthy topic takes meanwhile.
 *
 * <p>Exit status: 0 every call took less than a second; 1 one took longer.
 */
public final class ManyTopicsDrill {

  private static final Duration LONGEST_CALL = Duration.ofSeconds(1);
  private static final String HEALTHY = "healthy";
  private static final String MISSING = "missing-";

  /** The least that Kafka's client takes for {@code metadata.max.idle.ms}, and some more. */
  private static final Duration UNTIL_FORGOTTEN = Duration.ofSeconds(8);

  private final int topics;
  private final PrintStream out;
  private boolean anyTooLong;

  private ManyTopicsDrill(int topics, PrintStream out) {
    this.topics = topics;
    this.out = out;
  }

  /** Runs the drill; the first argument is the number of topics, 500 by default. */
  public static void main(String[] args) throws Exception {
    int topics = args.length > 0 ? Integer.parseInt(args[0]) : 500;
    System.exit(new ManyTopicsDrill(topics, System.out).run());
  }

  private int run() throws Exception {
    out.printf(
        Locale.ROOT, "%,d topics%n%-40s %12s %14s%n", topics, "", "longest call", "healthy topic");
    try (ScriptedBroker broker = ScriptedBroker.start(1)) {
      broker.missing(topic -> topic.startsWith(MISSING));
      try (KafkaNotificationPublisher publisher = builder(broker).build()) {
        row("new to the producer", publisher, "there-", 1);
        row("known to the producer", publisher, "there-", 1);
        keepAliveFor(publisher, UNTIL_FORGOTTEN);
        row("lost from sight", publisher, "there-", 1);
        row("missing", publisher, MISSING, 3);
      }
    }
    try (ScriptedBroker broker = ScriptedBroker.start(1);
        KafkaNotificationPublisher publisher =
            builder(broker).property("buffer.memory", 500_000).property("batch.size", 1).build()) {
      row("before the buffer is full", publisher, "there-", 1);
      broker.silent(true);
      row("buffer full", publisher, "there-", 2);
    }
    out.println(
        anyTooLong
            ? "RESULT: a call held its thread for longer than " + LONGEST_CALL
            : "RESULT: no call held its thread");
    return anyTooLong ? 1 : 0;
  }

  private static KafkaPublisherBuilder builder(ScriptedBroker broker) {
    return KafkaNotificationPublisher.builder(topicOfTheKey())
        .bootstrapServers(broker.bootstrapServers())
        .property("compression.type", "none")
        .property("metadata.max.idle.ms", 5_000)
        .property("metadata.max.age.ms", 1_000)
        .closeTimeout(Duration.ZERO);
  }

  private static TopicSelector topicOfTheKey() {
    return EncodedEvent::orderingKey;
  }

  private static void keepAliveFor(KafkaNotificationPublisher publisher, Duration time)
      throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      healthy(publisher);
      Pause.of(Duration.ofMillis(200));
    }
  }

  private void row(String name, KafkaNotificationPublisher publisher, String prefix, int batches)
      throws Exception {
    long longest = 0;
    BatchOutcomes last = new BatchOutcomes(topics);
    for (int batch = 0; batch < batches; batch++) {
      int number = batch;
      List<EncodedEvent> events =
          IntStream.range(0, topics).mapToObj(topic -> event(prefix + topic, number)).toList();
      last = new BatchOutcomes(topics);
      long start = System.nanoTime();
      publisher.sendBatch(events, last);
      longest = Math.max(longest, System.nanoTime() - start);
    }
    Duration healthy = healthy(publisher);
    out.printf(
        Locale.ROOT, "%-40s %,9.1f ms %,11.1f ms%n", name, longest / 1e6, healthy.toNanos() / 1e6);
    anyTooLong |= longest > LONGEST_CALL.toNanos();
    try {
      last.stage().toCompletableFuture().get(40, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      out.println("  events without an outcome after 40 s");
    }
  }

  /** How long one event of a healthy topic takes; ten seconds for one that is not delivered. */
  private static Duration healthy(KafkaNotificationPublisher publisher) throws Exception {
    long start = System.nanoTime();
    try {
      boolean delivered =
          publisher
                  .sendBatch(List.of(event(HEALTHY, 1)))
                  .toCompletableFuture()
                  .get(10, TimeUnit.SECONDS)
                  .outcomes()
                  .get(0)
              instanceof Delivered;
      return delivered ? Duration.ofNanos(System.nanoTime() - start) : Duration.ofSeconds(10);
    } catch (TimeoutException e) {
      return Duration.ofSeconds(10);
    }
  }

  private static EncodedEvent event(String key, int number) {
    return new EncodedEvent(
        new EventId("%016x%016x".formatted(key.hashCode(), number)),
        "STEP_INSTANCE_STATUS_CHANGE_EVENT",
        EventLevel.INFO,
        key,
        EncodedEvent.JSON_CONTENT_TYPE,
        new byte[500],
        Map.of());
  }
}
