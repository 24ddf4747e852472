package io.github.maestroevents.micrometer;

import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** All meters of one destination: those that are read, and those that are told of. */
final class DestinationMeters {

  private final String name;
  private final Readings readings;
  private final Registration registration;
  private final ToldMeters told;

  private DestinationMeters(
      String name, Readings readings, Registration registration, boolean histograms) {
    this.name = name;
    this.readings = readings;
    this.registration = registration;
    this.told = new ToldMeters(registration, histograms);
    ReadMeters.register(registration, readings);
  }

  /** Makes them. When the registry throws, what was made is taken out of it again. */
  static DestinationMeters register(
      MeterRegistry registry, String name, MonitoredDestination destination, boolean histograms) {
    Registration registration = new Registration(registry, name);
    try {
      return new DestinationMeters(name, new Readings(destination), registration, histograms);
    } catch (Throwable thrown) { // the host's registry; the caller decides
      registration.remove();
      throw thrown;
    }
  }

  /** Removes the meters that another publisher has in a registry. */
  static void removeAll(MeterRegistry registry, String name) {
    List<Meter> all =
        registry.getMeters().stream()
            .filter(meter -> meter.getId().getName().startsWith(Registration.PREFIX))
            .filter(meter -> name.equals(meter.getId().getTag(Registration.DESTINATION)))
            .toList();
    all.forEach(registry::remove);
  }

  String name() {
    return name;
  }

  Readings readings() {
    return readings;
  }

  ToldMeters told() {
    return told;
  }

  void remove() {
    registration.remove();
  }
}
