package io.github.maestroevents.config;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.config.internal.catalog.Providers;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.plan.Plan;
import io.github.maestroevents.config.internal.plan.Planner;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.config.internal.source.EnvironmentKeys;
import io.github.maestroevents.config.internal.source.Placeholders;
import io.github.maestroevents.config.internal.source.PropertiesFile;
import io.github.maestroevents.config.internal.source.Sources;
import io.github.maestroevents.config.internal.value.HostObjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that a plan is made of: where keys and values stand, and what the host gives beside them. */
final class PlanSource {

  /** Reads a source when the configuration is looked at, and tells what is wrong with it. */
  private interface Source {
    void addTo(Sources sources, Mistakes mistakes);
  }

  private @Nullable Path file;
  private final List<Source> settings = new ArrayList<>();
  private @Nullable Map<String, String> environment;
  private Placeholders.Lookup placeholders = System::getenv;
  private Entry.Form form = Entry.Form.TEXT;
  private @Nullable ClassLoader classLoader;
  private final Map<String, Object> hostObjects = new LinkedHashMap<>();
  private boolean areHostObjectsGiven;

  void add(Map<Object, @Nullable Object> keysAndValues, Function<String, String> origin) {
    settings.add((sources, mistakes) -> sources.addSettings(keysAndValues, origin, form, mistakes));
  }

  void file(Path path) {
    this.file = path;
  }

  void environment(Map<String, String> variables) {
    this.environment = variables;
  }

  void placeholders(Placeholders.Lookup lookup) {
    this.placeholders = lookup;
  }

  void literalValues() {
    this.form = Entry.Form.LITERAL;
  }

  void classLoader(ClassLoader loader) {
    this.classLoader = loader;
  }

  void hostObject(String name, Object object) {
    hostObjects.put(name, object);
  }

  void hostObjectsAsGiven() {
    this.areHostObjectsGiven = true;
  }

  /**
   * Reads everything anew.
   *
   * @throws ConfigurationException if anything is wrong
   */
  Plan planWithoutMistakes() {
    Mistakes mistakes = new Mistakes();
    Plan plan = plan(mistakes);
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(ToldMistakes.of(mistakes.list()));
    }
    return plan;
  }

  /** Reads everything anew. */
  Plan plan(Mistakes mistakes) {
    Sources sources = new Sources();
    if (file != null) {
      sources.addAll(PropertiesFile.read(file, mistakes));
    }
    settings.forEach(source -> source.addTo(sources, mistakes));
    if (environment != null) {
      sources.addAll(EnvironmentKeys.entries(environment, mistakes));
    }
    Placeholders replaced = new Placeholders(placeholders);
    Optional<String> disabledBy = Planner.disabledBy(sources.entries(), replaced);
    if (disabledBy.isPresent()) { // whatever else is wrong: this is how an operator gets rid of it
      mistakes.clear();
      return Plan.disabled(disabledBy.get());
    }
    Plan plan =
        new Planner(
                Providers.of(ownLoader(), otherLoader()),
                replaced,
                new HostObjects(hostObjects, areHostObjectsGiven),
                Optional.ofNullable(file),
                mistakes)
            .plan(sources.entries());
    mistakes.sort(sources.order());
    return plan;
  }

  static ClassLoader ownLoader() {
    return requireNonNull(MaestroEvents.class.getClassLoader());
  }

  private ClassLoader otherLoader() {
    if (classLoader != null) {
      return classLoader;
    }
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? ownLoader() : context;
  }
}
