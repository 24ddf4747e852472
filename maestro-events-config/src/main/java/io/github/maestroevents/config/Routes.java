package io.github.maestroevents.config;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.ForeignText;
import io.github.maestroevents.config.internal.engine.EngineSettings;
import io.github.maestroevents.config.internal.engine.FilterRules;
import io.github.maestroevents.config.internal.plan.DestinationPlan;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.util.Optional;

/** What a destination would do with an event, found without opening it. */
final class Routes {

  private Routes() {}

  static Route of(DestinationPlan destination, MaestroEvent event) {
    Optional<EncodedEvent> encoded = encoded(destination, event);
    return new Route(
        destination.name(),
        destination.publishers().type(),
        encoded,
        FilterRules.of(destination.values()).heldBackBy(event),
        encoded.flatMap(bytes -> target(destination, bytes)));
  }

  private static Optional<String> target(DestinationPlan destination, EncodedEvent event) {
    try {
      Optional<String> target =
          destination.publishers().provider().target(destination.values(), event);
      return target == null ? Optional.empty() : target.map(LogText::oneLine);
    } catch (Throwable thrown) { // anybody's code, which may lack classes: no Error may leave
      ForeignText.rethrowFatal(thrown);
      return Optional.empty();
    }
  }

  private static Optional<EncodedEvent> encoded(DestinationPlan destination, MaestroEvent event) {
    try {
      return Optional.of(
          EncodedEvent.of(
              event,
              EngineSettings.orderingKey(destination.values()),
              EngineSettings.envelope(destination.values()),
              destination
                  .values()
                  .number(CommonSettings.MAX_EVENT_BYTES)
                  .orElse(NonBlockingPublisherBuilder.DEFAULT_MAX_EVENT_BYTES)));
    } catch (RuntimeException notEncodable) { // as the engine does, which would dead-letter it
      return Optional.empty();
    }
  }
}
