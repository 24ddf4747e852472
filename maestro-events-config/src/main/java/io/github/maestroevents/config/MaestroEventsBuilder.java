package io.github.maestroevents.config;

import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Skeleton: the signatures that others build on. */
public interface MaestroEventsBuilder {

  /** Keys and values; origin tells people where each key stands, such as "application.yml:12". */
  MaestroEventsBuilder settings(Map<String, String> settings, Function<String, String> origin);

  MaestroEventsBuilder file(Path file);

  /** Read MAESTRO_EVENTS_ variables of this map, over all else; without this call none are read. */
  MaestroEventsBuilder environment(Map<String, String> environment);

  /** What ${NAME} in values is replaced from. Default: the environment. */
  MaestroEventsBuilder placeholders(Function<String, String> lookup);

  /** Where providers are looked up, after the library's own loader. */
  MaestroEventsBuilder classLoader(ClassLoader loader);

  /** An object of the host's, such as its DataSource; the host still owns it. */
  MaestroEventsBuilder hostObject(String name, Object object);

  /** Called for each destination with its name before it is built. */
  MaestroEventsBuilder customizer(BiConsumer<String, NonBlockingPublisherBuilder> customizer);

  /** All mistakes, without opening or calling anything. Empty: the configuration can be opened. */
  ConfigurationReport check();

  /** @throws ConfigurationException with all mistakes at once; then nothing is open. */
  ConfiguredPublisher open();
}
