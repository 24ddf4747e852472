package io.github.maestroevents.spring;

import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;

/**
 * Says of a destination what text cannot say, such as a filter of the host's own, a listener or a
 * dead-letter handler. Declare it as a bean; several are called in their order ({@code @Order}).
 *
 * <pre>{@code
 * @Bean
 * MaestroEventsCustomizer drops(MeterRegistry meters) {
 *   return (destination, builder) -> builder.dropListener(
 *       (newly, inAll) -> meters.counter("events.dropped", "to", destination).increment(newly));
 * }
 * }</pre>
 */
@FunctionalInterface
public interface MaestroEventsCustomizer {

  /**
   * Called once for each destination while the application starts, on the thread that starts it,
   * after everything in the configuration has been set and before the destination is built. What is
   * set here wins. An exception ends the start.
   *
   * @param destination its name, as in {@code maestro.events.destinations.<name>}
   * @param builder with all that the configuration says; must not be kept
   */
  void customize(String destination, NonBlockingPublisherBuilder builder);
}
