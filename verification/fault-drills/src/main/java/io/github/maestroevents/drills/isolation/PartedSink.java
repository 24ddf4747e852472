package io.github.maestroevents.drills.isolation;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A destination in parts that answers event by event, as Kafka does: what its parts take is
 * answered within moments, what a part refuses or never answers has an outcome of its own.
 */
final class PartedSink implements BatchNotificationPublisher {

  /**
   * What becomes of an event.
   *
   * @param outcome the answer
   * @param delay how long the answer takes
   */
  record Answer(DeliveryOutcome outcome, Duration delay) {

    static Answer delivered() {
      return new Answer(DeliveryOutcome.delivered(), LATENCY);
    }

    static Answer refused(DeliveryOutcome outcome) {
      return new Answer(outcome, LATENCY);
    }
  }

  private static final Duration LATENCY = Duration.ofMillis(2);
  private static final int MAX_EVENTS = 500;

  private final ScheduledThreadPoolExecutor client = new ScheduledThreadPoolExecutor(1);
  private final SteadyLoad load;
  private final Duration completionTimeout;
  private final Function<EncodedEvent, Answer> answers;

  PartedSink(SteadyLoad load, Duration completionTimeout, Function<EncodedEvent, Answer> answers) {
    this.load = load;
    this.completionTimeout = completionTimeout;
    this.answers = answers;
    client.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    return BatchOutcomes.collect(this, batch);
  }

  @Override
  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
    for (int i = 0; i < batch.size(); i++) {
      int index = i;
      EncodedEvent event = batch.get(index);
      Answer answer = answers.apply(event);
      client.schedule(
          () -> answer(event, answer.outcome(), index, outcomes),
          answer.delay().toNanos(),
          TimeUnit.NANOSECONDS);
    }
  }

  private void answer(EncodedEvent event, DeliveryOutcome outcome, int index, OutcomeSink sink) {
    if (outcome instanceof DeliveryOutcome.Delivered) {
      load.arrived(event);
    }
    sink.report(index, outcome);
  }

  @Override
  public BatchLimits limits() {
    return BatchLimits.ofEvents(MAX_EVENTS);
  }

  @Override
  public Duration completionTimeout() {
    return completionTimeout;
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
