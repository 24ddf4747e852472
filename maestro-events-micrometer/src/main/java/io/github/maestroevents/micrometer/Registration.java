package io.github.maestroevents.micrometer;

import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts the meters of one destination into a registry, and takes out what it has put there. Confined
 * to the thread that builds the publisher, then to the one that ends it.
 */
final class Registration {

  static final String PREFIX = "maestro.events.";
  static final String DESTINATION = "destination";

  private static final SafeLogger LOG = SafeLogger.of(Registration.class);

  private final MeterRegistry registry;
  private final Tags destination;
  private final List<Meter> made = new ArrayList<>();

  Registration(MeterRegistry registry, String destination) {
    this.registry = registry;
    this.destination = Tags.of(DESTINATION, destination);
  }

  /** Counts what it is told of. */
  Counter counter(String name, String what, String... tags) {
    return added(
        Counter.builder(PREFIX + name)
            .description(what)
            .tags(destination.and(tags))
            .register(registry));
  }

  /** Reads a figure that only grows. The registry is its object, since it holds that weakly. */
  void counter(
      Readings readings,
      String name,
      String what,
      ToDoubleFunction<Reading> figure,
      String... tags) {
    added(
        FunctionCounter.builder(
                PREFIX + name, registry, unused -> figure.applyAsDouble(readings.now()))
            .description(what)
            .tags(destination.and(tags))
            .register(registry));
  }

  /** Reads a figure that has no unit. */
  void gauge(Readings readings, String name, String what, ToDoubleFunction<Reading> figure) {
    gauge(readings, name, what, null, figure);
  }

  /** Reads a figure in bytes. */
  void bytes(Readings readings, String name, String what, ToDoubleFunction<Reading> figure) {
    gauge(readings, name, what, "bytes", figure);
  }

  private void gauge(
      Readings readings,
      String name,
      String what,
      @Nullable String unit,
      ToDoubleFunction<Reading> figure) {
    added(
        Gauge.builder(PREFIX + name, () -> figure.applyAsDouble(readings.now()))
            .description(what)
            .baseUnit(unit)
            .tags(destination)
            .register(registry));
  }

  /** Reads a figure in seconds; the registry turns them into its own unit of time. */
  void seconds(Readings readings, String name, String what, ToDoubleFunction<Reading> figure) {
    added(
        TimeGauge.builder(
                PREFIX + name, () -> figure.applyAsDouble(readings.now()), TimeUnit.SECONDS)
            .description(what)
            .tags(destination)
            .register(registry));
  }

  Timer timer(Timer.Builder builder) {
    return added(builder.tags(destination).register(registry));
  }

  DistributionSummary summary(DistributionSummary.Builder builder) {
    return added(builder.tags(destination).register(registry));
  }

  private <M extends Meter> M added(M meter) {
    made.add(meter);
    return meter;
  }

  /** Takes all of them out of the registry, each whatever the others do. */
  void remove() {
    Throwable failure = null;
    int stay = 0;
    for (Meter meter : made) {
      try {
        Meter unused = registry.remove(meter);
      } catch (Throwable thrown) { // the host's registry and its listeners
        failure = thrown;
        stay++;
      }
    }
    made.clear();
    if (failure != null) {
      LOG.warn(
          "The registry failed to remove {} meter(s) of {}, which may stay in it: {}",
          stay,
          destination,
          LogText.of(failure));
    }
  }
}
