package io.github.maestroevents.kafka;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.kafka.internal.config.ClientVersionCheck;
import io.github.maestroevents.kafka.internal.config.ProducerDefaults;
import io.github.maestroevents.kafka.internal.config.RecordSizes;
import io.github.maestroevents.kafka.internal.config.Waits;
import io.github.maestroevents.kafka.internal.producer.BatchHandOver;
import io.github.maestroevents.kafka.internal.producer.HelperThread;
import io.github.maestroevents.kafka.internal.producer.ProducerFactory;
import io.github.maestroevents.kafka.internal.producer.ProducerSession;
import io.github.maestroevents.kafka.internal.producer.ProducerSource;
import io.github.maestroevents.kafka.internal.producer.SuppliedProducer;
import io.github.maestroevents.kafka.internal.waiting.WaitingRoom;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;

/**
 * Delivers events to Kafka topics as CloudEvents in binary mode: the payload is the record's value,
 * the ordering key its key, the attributes its {@code ce_} headers.
 *
 * <pre>{@code
 * var kafka = KafkaNotificationPublisher.builder("maestro-events")
 *     .bootstrapServers("localhost:9092")
 *     .build();
 * }</pre>
 *
 * <p>An event is delivered when all in-sync replicas have it. {@code sendBatch} runs on the thread
 * that calls it and waits at most {@code max.block.ms} (5 ms), and that only when the producer's
 * buffer is full or it has lost sight of a topic; whatever takes longer is waited for on a daemon
 * thread that exists while something waits. Events are reported one by one, and stages completed,
 * by the thread of Kafka's client, by that daemon thread, or by the caller; do nothing long there.
 *
 * <p>Order: events of one key are handed to the producer in order and go to one partition as long
 * as the topic keeps its number of partitions. Of one batch, no event is handed over after an
 * earlier one of its key was refused. When the client gives an event up that is to be retried, and
 * has a later one of its key, the producer is stopped before it can send that, and replaced; what
 * it held is to be retried. A producer of the host's is left alone, so there such a later event may
 * arrive first. Until a partition has acknowledged a record of our producer, one event goes there
 * at a time.
 *
 * <p>Thread-safe.
 */
public final class KafkaNotificationPublisher implements BatchNotificationPublisher {

  /** For the client's thread to notice that time is up, and a little of scheduling. */
  private static final Duration COMPLETION_MARGIN = Duration.ofSeconds(1);

  private final TopicSelector topics;
  private final BatchLimits limits;
  private final Duration completionTimeout;
  private final Duration closeTimeout;
  private final String description;
  private final HelperThread helper;
  private final ProducerSource source;
  private final WaitingRoom waitingRoom;
  private final AtomicBoolean closed = new AtomicBoolean();

  KafkaNotificationPublisher(KafkaPublisherBuilder settings) {
    ClientVersionCheck.warnOnce();
    Map<String, Object> config = ProducerDefaults.complete(settings.properties);
    topics = settings.topics;
    closeTimeout = settings.closeTimeout;
    limits = RecordSizes.limits(config, settings.maxBatchEvents);
    description = Description.of(settings);
    helper = new HelperThread();
    Producer<byte[], byte[]> hosts = settings.producer;
    if (hosts == null) {
      completionTimeout = completionTimeout(config, settings.metadataTimeout);
      source = ProducerFactory.make(settings.properties, config, helper);
    } else {
      Duration told = settings.completionTimeout;
      completionTimeout =
          Waits.sum(
              told == null ? KafkaPublisherBuilder.DEFAULT_COMPLETION_TIMEOUT : told,
              settings.metadataTimeout,
              COMPLETION_MARGIN);
      source = new SuppliedProducer(hosts, settings.closesProducer);
    }
    waitingRoom =
        new WaitingRoom(source, helper, settings.metadataTimeout, settings.unknownTopicTimeout);
    waitingRoom.learnAhead(topics.topicsKnownAhead());
  }

  /** Settings of a publisher to one topic. */
  public static KafkaPublisherBuilder builder(String topic) {
    return builder(TopicSelector.fixed(topic));
  }

  /** Settings of a publisher that chooses a topic for each event. */
  public static KafkaPublisherBuilder builder(TopicSelector topics) {
    return new KafkaPublisherBuilder(topics);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each event is reported in the very callback of its record. After {@link #close}, every event
   * is to be retried, with a {@link PublisherClosedException} as the cause: nothing is wrong with
   * it, so whoever owns it should keep it.
   */
  @Override
  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
    if (closed.get()) {
      DeliveryOutcome refused = DeliveryOutcome.retryLater(closedException()).notDelivered();
      for (int event = 0; event < batch.size(); event++) {
        outcomes.report(event, refused);
      }
      return;
    }
    BatchHandOver handOver = new BatchHandOver(batch, outcomes, topics::topicFor, source);
    ProducerSession session = source.current();
    if (session == null || !handOver.proceed(session, Map.of())) {
      waitingRoom.admit(handOver);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The stage completes with the last report of {@link #sendBatch(List, OutcomeSink)}.
   */
  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    return BatchOutcomes.collect(this, batch);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The bytes of an event follow from the producer's {@code max.request.size}, less what a
   * record adds to the event.
   */
  @Override
  public BatchLimits limits() {
    return limits;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: the metadata timeout, {@code delivery.timeout.ms} and {@code max.block.ms}, and a
   * second.
   */
  @Override
  public Duration completionTimeout() {
    return completionTimeout;
  }

  /**
   * Waits for what is on its way, at most for the close timeout and a second; what has no outcome
   * by then is to be retried by its owner. A producer of the host's stays open unless the builder
   * was told otherwise.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      source.close(closeTimeout);
      helper.close();
      waitingRoom.giveUpAll();
    }
  }

  /**
   * The topics and the settings that are not this library's defaults. Of settings only numbers,
   * switches, addresses and Kafka's own words are shown; of all others the name alone.
   */
  @Override
  public String toString() {
    return description;
  }

  private static Duration completionTimeout(Map<String, Object> config, Duration metadataTimeout) {
    return Waits.sum(metadataTimeout, ProducerDefaults.longestAnswer(config), COMPLETION_MARGIN);
  }

  private PublisherClosedException closedException() {
    return new PublisherClosedException("Closed: " + description);
  }
}
