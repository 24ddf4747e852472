package io.github.maestroevents.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The meters {@code maestro.events.*} of one destination, in a registry of the host.
 *
 * <pre>{@code
 * NonBlockingNotificationPublisher.builder(kafka)
 *     .metrics(MicrometerDeliveryMetrics.of(registry))
 *     .build();
 * }</pre>
 *
 * <p>Each destination needs an instance of its own: a second one for the same instance fails {@code
 * build} with an {@link IllegalStateException}.
 *
 * <p>The meters come when the publisher is built and go when it has ended. Tags are {@code
 * destination}, {@code type} and {@code reason}, each with a closed set of values, so the number of
 * series depends on the number of destinations alone. {@code docs/micrometer.md} lists the meters.
 *
 * <p>Nothing here runs on a thread that sends. Gauges and most counters are read from {@link
 * MonitoredDestination#stats()}, at most twice a second, so that all figures of one scrape are
 * those of one moment; the others are counted on the delivery thread. A registry that throws costs
 * figures and no event: when it throws while the meters are made, a warning is logged and the
 * publisher has none.
 *
 * <p>A publisher takes the meters of its name over from an earlier one in the same registry. So a
 * host that is deployed anew, or builds its publisher again after a failure, is seen. If the
 * earlier one has not ended, a warning is logged, and it goes on without meters. Names that differ
 * only behind their first {@value LogText#MAX_ID_CHARS} characters are the same.
 *
 * <p>Any thread; nothing blocks but as long as the registry does.
 */
public final class MicrometerDeliveryMetrics implements DeliveryMetrics {

  private static final SafeLogger LOG = SafeLogger.of(MicrometerDeliveryMetrics.class);

  private final MeterRegistry registry;
  private final boolean histograms;
  private final boolean kept;
  private final AtomicBoolean started = new AtomicBoolean();

  /**
   * From the thread that builds the publisher, or takes its meters over, to all others; null if
   * there are none. Written under {@link Owners#LOCK}.
   */
  private volatile @Nullable DestinationMeters meters;

  /** Whether the publisher has ended. Guarded by {@link Owners#LOCK}. */
  private boolean over;

  private MicrometerDeliveryMetrics(MeterRegistry registry, boolean histograms, boolean kept) {
    this.registry = registry;
    this.histograms = histograms;
    this.kept = kept;
  }

  /** Meters for one destination, without histograms. They come when its publisher is built. */
  public static MicrometerDeliveryMetrics of(MeterRegistry registry) {
    return new MicrometerDeliveryMetrics(requireNonNull(registry, "registry"), false, false);
  }

  /**
   * Whether the latency and the attempts have histograms, from which a monitoring system computes
   * percentiles over several nodes. They cost some 210 series for each destination. Default no: a
   * count, a sum and a maximum.
   *
   * @return other metrics, for one destination that has not started; these do not change
   */
  public MicrometerDeliveryMetrics withHistograms(boolean histograms) {
    return new MicrometerDeliveryMetrics(registry, histograms, kept);
  }

  /**
   * Whether the meters stay in the registry, with their last figures, when the publisher has ended.
   * They, and what they read, go when a publisher with the same name starts. Default no: they are
   * removed, and a monitoring system sees their series end.
   *
   * @return other metrics, for one destination that has not started; these do not change
   */
  public MicrometerDeliveryMetrics withMetersKept(boolean kept) {
    return new MicrometerDeliveryMetrics(registry, histograms, kept);
  }

  @Override
  public void started(MonitoredDestination destination) {
    String name = LogText.id(destination.name());
    if (started.getAndSet(true)) {
      throw new IllegalStateException(
          "These metrics have a destination already, and '"
              + name
              + "' needs some of its own: call MicrometerDeliveryMetrics.of once for each");
    }
    synchronized (Owners.LOCK) {
      try {
        takeOver(name);
        meters = DestinationMeters.register(registry, name, destination, histograms);
        Owners.set(registry, name, this);
      } catch (Throwable thrown) { // the host's registry, its filters, its listeners
        Owners.remove(registry, name);
        LOG.warn(
            "The meters of destination '{}' cannot be made, and there are none; events are not"
                + " touched by that: {}",
            name,
            LogText.of(thrown));
      }
    }
  }

  private void takeOver(String name) {
    if (!Owners.isTaken(registry, name)) {
      return;
    }
    MicrometerDeliveryMetrics owner = Owners.of(registry, name);
    if (owner != null && owner.meters != null && !owner.over) {
      LOG.warn(
          "Another publisher with the name '{}' had its meters in this registry and has not ended. They"
              + " show the new publisher alone from now on; give each a name of its own to see both",
          name);
    }
    if (owner != null) {
      owner.meters = null;
    }
    DestinationMeters.removeAll(registry, name);
  }

  @Override
  public void delivered(EventType type, long latencyNanos) {
    DestinationMeters all = meters;
    if (all != null) {
      all.told().delivered(type, latencyNanos);
    }
  }

  @Override
  public void filtered(EventType type) {
    DestinationMeters all = meters;
    if (all != null) {
      all.told().filtered(type);
    }
  }

  @Override
  public void deadLettered(DeadLetter letter) {
    DestinationMeters all = meters;
    if (all != null) {
      all.told().deadLettered(letter.event().type(), letter.reason());
    }
  }

  @Override
  public void discarded(EventType type) {
    DestinationMeters all = meters;
    if (all != null) {
      all.told().discarded(type);
    }
  }

  @Override
  public void retried(Fault fault, boolean inDoubt) {
    DestinationMeters all = meters;
    if (all != null) {
      all.told().retried(fault);
    }
  }

  @Override
  public void attempted(DeliveryAttempt attempt) {
    DestinationMeters all = meters;
    if (all != null) {
      all.told().attempted(attempt);
    }
  }

  @Override
  public void sampled(DeliveryStats stats) {
    DestinationMeters all = meters;
    if (all != null) {
      all.readings().sampled(stats);
    }
  }

  @Override
  public void imbalanced(DeliveryStats stats) {
    DestinationMeters all = meters;
    if (all != null) {
      all.told().imbalanced();
    }
  }

  @Override
  public void ended(DeliveryStats stats) {
    DestinationMeters all = meters;
    if (all == null) {
      return;
    }
    all.readings().ended();
    synchronized (Owners.LOCK) {
      over = true;
      if (meters != null && !kept) { // else a later publisher has taken them over
        meters = null;
        all.remove();
        Owners.remove(registry, all.name());
      }
    }
  }
}
