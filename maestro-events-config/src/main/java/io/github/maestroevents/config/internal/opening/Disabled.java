package io.github.maestroevents.config.internal.opening;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * What {@code enabled=false} opens: every event is accepted, and counted as held back. There is no
 * engine behind it, and no thread. Any thread.
 */
public final class Disabled implements DeliveringPublisher {

  private final String by;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private volatile boolean closed; // tells senders that the host has ended the publisher
  private volatile boolean paused; // told in the figures alone

  private Disabled(String by) {
    this.by = by;
  }

  /**
   * Opens nothing.
   *
   * @param by where it stands that everything is disabled
   */
  public static Opened open(String by) {
    return new Opened(new Disabled(by), Map.of(), List.of(), List.of());
  }

  @Override
  public void send(MaestroEvent event) {
    requireNonNull(event, "event");
    if (closed) {
      rejected.increment();
      throw new PublisherClosedException(
          "The publisher is closed; everything was disabled by maestro.events.enabled ("
              + by
              + ")");
    }
    accepted.increment();
  }

  @Override
  public void send(MaestroEvent event, Map<String, String> attributes) {
    requireNonNull(attributes, "attributes");
    send(event);
  }

  @Override
  public CompletionStage<DeliveryOutcome> submit(MaestroEvent event) {
    send(event);
    return CompletableFuture.completedStage(DeliveryOutcome.filtered());
  }

  @Override
  public CompletionStage<DeliveryOutcome> submit(
      MaestroEvent event, Map<String, String> attributes) {
    requireNonNull(attributes, "attributes");
    return submit(event);
  }

  /** {@inheritDoc} There is nothing to wait for. */
  @Override
  public FlushResult flush(Duration timeout) {
    requireNonNull(timeout, "timeout");
    return FlushResult.DELIVERED;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void close(Duration timeout) {
    requireNonNull(timeout, "timeout");
    close();
  }

  @Override
  public CompletionStage<DeliveryStats> closeAsync() {
    close();
    return CompletableFuture.completedStage(stats());
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public DeliveryStats stats() {
    return new DisabledStats(accepted.sum(), rejected.sum(), paused);
  }

  /** {@inheritDoc} There is no destination. */
  @Override
  public Map<String, DeliveryStats> statsByDestination() {
    return Map.of();
  }

  @Override
  public Map<String, DeliveringPublisher> destinations() {
    return Map.of();
  }

  @Override
  public String name() {
    return "disabled";
  }

  @Override
  public String toString() {
    return "Disabled[" + by + "]";
  }
}
