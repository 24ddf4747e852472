package io.github.maestroevents.config;

import io.github.maestroevents.config.internal.opening.Opened;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.FanOutPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What a configuration opened: the one destination that events go to, or several as in a {@link
 * FanOutPublisher}. Destinations for dead letters stand beside them; {@link #close()} waits for
 * them too. Owns all of it. Any thread.
 */
public final class ConfiguredPublisher implements DeliveringPublisher {

  private final DeliveringPublisher publisher;
  private final Map<String, NonBlockingNotificationPublisher> destinations;
  private final List<NonBlockingNotificationPublisher> forDeadLetters;
  private final String description;
  private final Duration closeTimeout;

  ConfiguredPublisher(Opened opened, String description, Duration closeTimeout) {
    this.publisher = opened.publisher();
    this.destinations = opened.destinations();
    this.description = description;
    this.closeTimeout = closeTimeout;
    this.forDeadLetters = opened.forDeadLetters();
  }

  /**
   * Each destination by its name, in the order of the configuration, those for dead letters too.
   * Owned by this publisher: nobody else closes them. Empty if everything is disabled.
   * Unmodifiable.
   */
  @Override
  public Map<String, NonBlockingNotificationPublisher> destinations() {
    return destinations;
  }

  /**
   * Takes an event that the host gives up before it can be sent, such as one that it cannot write:
   * each destination that events are sent to hands it, under its own name and whatever its filter,
   * to its dead-letter handler, as it was configured. Blocks as long as those do, and never throws:
   * what a handler does not take is logged by its identity. No statistics count such a letter. Any
   * thread, also after {@link #close()}; closing the handler does nothing.
   */
  public DeadLetterHandler deadLetterHandler() {
    List<NonBlockingNotificationPublisher> forEvents = new ArrayList<>(destinations.values());
    forEvents.removeAll(forDeadLetters);
    return new EveryDeadLetterHandler(forEvents);
  }

  /** The configuration in force as a block of lines for people; no secret is in it. */
  public String description() {
    return description;
  }

  /**
   * The longest that {@link #close()} waits for deliveries: the largest close timeout of the
   * destinations, as it was written, and that of the destination of dead letters behind it.
   */
  public Duration closeTimeout() {
    return closeTimeout;
  }

  @Override
  public void send(MaestroEvent event) {
    publisher.send(event);
  }

  @Override
  public void send(MaestroEvent event, Map<String, String> attributes) {
    publisher.send(event, attributes);
  }

  @Override
  public CompletionStage<DeliveryOutcome> submit(MaestroEvent event) {
    return publisher.submit(event);
  }

  @Override
  public CompletionStage<DeliveryOutcome> submit(
      MaestroEvent event, Map<String, String> attributes) {
    return publisher.submit(event, attributes);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Then waits, as long as there is time, for the dead letters that came of it.
   */
  @Override
  public FlushResult flush(Duration timeout) {
    long start = DeliveryClock.system().nanoTime();
    FlushResult worst = publisher.flush(timeout);
    for (NonBlockingNotificationPublisher other : forDeadLetters) {
      Duration passed = Duration.ofNanos(DeliveryClock.system().nanoTime() - start);
      worst = worst.orWorse(other.flush(timeout.minus(passed)));
    }
    return worst;
  }

  @Override
  public void close() {
    publisher.close();
  }

  @Override
  public void close(Duration timeout) {
    publisher.close(timeout);
  }

  @Override
  public CompletionStage<DeliveryStats> closeAsync() {
    return publisher.closeAsync();
  }

  /** {@inheritDoc} Destinations of dead letters pause too. */
  @Override
  public void pause() {
    publisher.pause();
    forDeadLetters.forEach(NonBlockingNotificationPublisher::pause);
  }

  @Override
  public void resume() {
    publisher.resume();
    forDeadLetters.forEach(NonBlockingNotificationPublisher::resume);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of the destinations that events are sent to: dead letters are counted by their own
   * destination, see {@link #statsByDestination()}.
   */
  @Override
  public DeliveryStats stats() {
    return publisher.stats();
  }

  /** {@inheritDoc} Those for dead letters too. */
  @Override
  public Map<String, DeliveryStats> statsByDestination() {
    Map<String, DeliveryStats> stats = new LinkedHashMap<>(publisher.statsByDestination());
    forDeadLetters.forEach(other -> stats.put(other.name(), other.stats()));
    return stats;
  }

  @Override
  public String name() {
    return publisher.name();
  }

  /** The names of the destinations, and no setting of theirs. */
  @Override
  public String toString() {
    return "ConfiguredPublisher" + destinations.keySet();
  }
}
