package io.github.maestroevents.spi.provider;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes publishers of one type out of text, so that a configuration can name it: {@code
 * maestro.events.destinations.audit.type=kafka}. Found by {@link java.util.ServiceLoader}: a class
 * with a public constructor without parameters, named in {@code
 * META-INF/services/io.github.maestroevents.spi.provider.PublisherProvider}.
 *
 * <p>All methods are called on the thread that opens the configuration, and by tools that read
 * settings without making anything.
 */
public interface PublisherProvider {

  /**
   * The word behind {@code type}: 1 to 40 lower-case letters, digits and hyphens, the first a
   * letter. A type that two providers claim is refused.
   */
  String type();

  /**
   * Every setting that this type takes, each with a name of its own, beside those that every
   * destination has. A key that is neither is refused before {@link #create} is called. Never null;
   * the same list each time.
   */
  List<Setting> settings();

  /**
   * What is wrong with settings that contradict each other, or with one that its {@link Setting}
   * cannot judge. Makes nothing and asks nobody, so that a configuration can be checked without
   * being opened. Called before {@link #create}, which is not called if there is any mistake.
   *
   * @return for each mistake the name of the setting to look at first, as it stands below the
   *     destination ({@code topic}, or {@code kafka.acks} of a group), and a sentence that is shown
   *     to people behind that name and must hold no value that may be secret. Empty by default
   */
  default Map<String, String> mistakes(ProviderSettings settings) {
    return Map.of();
  }

  /**
   * Where an event would go, for people: {@code topic orders}. Makes nothing and asks nobody.
   *
   * @return empty by default, and if it cannot be told
   */
  default Optional<String> target(ProviderSettings settings, EncodedEvent event) {
    return Optional.empty();
  }

  /**
   * Makes the publisher: an adapter, not an engine around one. Every value was checked against its
   * {@link Setting}. May block for as long as the adapter takes to start; should not wait for the
   * destination, which may be down. Who calls owns the result and closes it.
   *
   * @throws IllegalArgumentException if settings contradict each other; the message is shown to
   *     people beside the name of the destination, and must hold no value that may be secret
   */
  MaestroNotificationPublisher create(ProviderSettings settings);
}
