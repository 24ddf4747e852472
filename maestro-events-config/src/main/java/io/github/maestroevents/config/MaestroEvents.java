package io.github.maestroevents.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Opens publishers from keys and values, without code:
 *
 * <pre>
 * maestro.events.destinations.audit.type=kafka
 * maestro.events.destinations.audit.topic=workflow-events
 * maestro.events.destinations.audit.kafka.bootstrap.servers=broker-1:9092,broker-2:9092
 * </pre>
 *
 * <pre>{@code
 * try (var publisher = MaestroEvents.open(Path.of("events.properties"))) {
 *   publisher.send(event);
 * }
 * }</pre>
 *
 * <p>Every key begins with {@code maestro.events.}; other keys are passed over. A variable of the
 * environment such as {@code MAESTRO_EVENTS_DESTINATIONS__AUDIT__TOPIC} goes over what is written:
 * upper case, {@code __} for a dot and {@code _} for a hyphen. In what is written, <code>${NAME}
 * </code> and <code>${NAME:default}</code> stand for variables of the environment.
 *
 * <p>Each {@code open} blocks for as long as adapters, files and journals take to open, and logs
 * the configuration in force at INFO, without what may be a secret. It opens everything or nothing.
 *
 * @see MaestroEventsBuilder for what cannot be said in text
 */
public final class MaestroEvents {

  private MaestroEvents() {}

  /**
   * Opens what these keys and values say, and the environment over them.
   *
   * @throws ConfigurationException with all mistakes at once; then nothing is open
   */
  public static ConfiguredPublisher open(Map<String, String> settings) {
    return builder().settings(settings, key -> "settings").environment(System.getenv()).open();
  }

  /**
   * Opens what these properties say, their defaults among them, and the environment over them.
   *
   * @throws ConfigurationException with all mistakes at once; then nothing is open
   */
  public static ConfiguredPublisher open(Properties settings) {
    return builder().settings(settings).environment(System.getenv()).open();
  }

  /**
   * Opens what a file of properties in UTF-8 says, and the environment over it.
   *
   * @throws ConfigurationException with all mistakes at once; then nothing is open
   */
  public static ConfiguredPublisher open(Path file) {
    return builder().file(file).environment(System.getenv()).open();
  }

  /** Begins a configuration with objects of the host, or of several sources. */
  public static MaestroEventsBuilder builder() {
    return new MaestroEventsBuilder();
  }
}
