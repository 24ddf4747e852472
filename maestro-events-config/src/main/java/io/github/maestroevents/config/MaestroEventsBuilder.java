package io.github.maestroevents.config;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.internal.description.DescriptionBlock;
import io.github.maestroevents.config.internal.description.EffectiveSettings;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.opening.Disabled;
import io.github.maestroevents.config.internal.opening.NotOpenedException;
import io.github.maestroevents.config.internal.opening.Opened;
import io.github.maestroevents.config.internal.opening.Opening;
import io.github.maestroevents.config.internal.plan.DestinationPlan;
import io.github.maestroevents.config.internal.plan.Plan;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.SafeLogger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where keys and values come from, and what cannot be said in text. Of one key in several places
 * the environment holds, then the settings, then the file. Confined to one thread.
 */
public final class MaestroEventsBuilder {

  private static final SafeLogger LOG = SafeLogger.of(MaestroEvents.class);

  private final PlanSource source = new PlanSource();
  private BiConsumer<String, NonBlockingPublisherBuilder> customizer = (name, builder) -> {};

  MaestroEventsBuilder() {}

  /**
   * Keys and values; of several calls, a later one goes over an earlier one.
   *
   * @param settings keys that do not begin with {@code maestro.events.} are passed over; copied
   * @param origin tells people where a key stands, such as {@code application.yml:12}
   */
  public MaestroEventsBuilder settings(
      Map<String, String> settings, Function<String, String> origin) {
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(settings);
    requireNonNull(origin, "origin");
    source.add(copy, origin);
    return this;
  }

  /** As {@link #settings(Map, Function)}, with the defaults of the properties under them. */
  public MaestroEventsBuilder settings(Properties settings) {
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(settings); // what is no text as well
    settings.stringPropertyNames().forEach(key -> copy.put(key, settings.getProperty(key)));
    source.add(copy, key -> "properties");
    return this;
  }

  /** A file of properties in UTF-8, read by {@link #check} and {@link #open}. Default: none. */
  public MaestroEventsBuilder file(Path file) {
    source.file(requireNonNull(file, "file"));
    return this;
  }

  /**
   * Variables such as {@code MAESTRO_EVENTS_DESTINATIONS__AUDIT__TOPIC}, over all else; their
   * values stand as they are. Default: none are read; {@code System.getenv()} is the process's.
   */
  public MaestroEventsBuilder environment(Map<String, String> environment) {
    source.environment(Map.copyOf(environment));
    return this;
  }

  /**
   * What <code>${NAME}</code> in values of settings and the file stands for; the lookup gives null
   * for a name that it does not know. Default: the process's environment.
   */
  public MaestroEventsBuilder placeholders(Function<String, @Nullable String> lookup) {
    requireNonNull(lookup, "lookup");
    source.placeholders(lookup::apply);
    return this;
  }

  /**
   * Values of settings stand as they are, and <code>${</code> is nothing special in them: for a
   * host that has replaced what stood there. A file is read as before.
   */
  public MaestroEventsBuilder literalValues() {
    source.literalValues();
    return this;
  }

  /**
   * Where providers are looked up, after the library's own loader. Default: the context loader of
   * the thread that opens.
   */
  public MaestroEventsBuilder classLoader(ClassLoader loader) {
    source.classLoader(requireNonNull(loader, "loader"));
    return this;
  }

  /** An object of the host's, such as its {@code DataSource}; the host still owns it. */
  public MaestroEventsBuilder hostObject(String name, Object object) {
    source.hostObject(requireNonNull(name, "name"), requireNonNull(object, "object"));
    return this;
  }

  /**
   * Whatever object of the host's the configuration names counts as given, for a tool that looks at
   * a configuration without the host: {@link #check} and {@link #route} find no mistake in it. What
   * would use such an object is not opened. Default: what is not given is a mistake.
   */
  public MaestroEventsBuilder hostObjectsAsGiven() {
    source.hostObjectsAsGiven();
    return this;
  }

  /**
   * Called for each destination with its name, when all that was written is set on the builder and
   * before it is built, on the thread that opens. What is thrown fails the opening, and so does
   * another name: that of the destination is the configuration's. Several are called in the order
   * in which they were given. Default: none.
   */
  public MaestroEventsBuilder customizer(
      BiConsumer<String, NonBlockingPublisherBuilder> customizer) {
    this.customizer = this.customizer.andThen(requireNonNull(customizer, "customizer"));
    return this;
  }

  /** All mistakes that can be found without opening anything or asking anybody. */
  public ConfigurationReport check() {
    Mistakes mistakes = new Mistakes();
    Plan plan = source.plan(mistakes);
    return new ConfigurationReport(
        ToldMistakes.of(mistakes.list()),
        DescriptionBlock.text(plan),
        EffectiveSettings.of(plan).stream()
            .map(one -> new EffectiveValue(one.key(), one.shown(), one.origin()))
            .toList());
  }

  /**
   * Opens everything, and logs the configuration in force at INFO; a provider that cannot be used,
   * and that nothing in the configuration needs, is named at WARN. Blocks for as long as adapters,
   * files and journals take to open.
   *
   * @throws ConfigurationException with all mistakes at once; then nothing is open. Mistakes that
   *     only an attempt can show come when there are no others
   */
  public ConfiguredPublisher open() {
    Plan plan = source.planWithoutMistakes();
    ConfiguredPublisher publisher;
    try {
      Opened opened =
          plan.disabledBy().isPresent()
              ? Disabled.open(plan.disabledBy().get())
              : Opening.open(plan, customizer);
      publisher = new ConfiguredPublisher(opened, DescriptionBlock.text(plan), plan.closeTimeout());
    } catch (NotOpenedException e) {
      throw ToldMistakes.exception(e);
    }
    DescriptionBlock.lines(plan).forEach(line -> LOG.info("{}", line));
    DescriptionBlock.warnings(plan).forEach(line -> LOG.warn("{}", line));
    return publisher;
  }

  /**
   * Makes the publisher of one destination alone, without engine, journal and dead letters, for a
   * look at whether it delivers. The caller owns it and closes it.
   *
   * @throws ConfigurationException with all mistakes, those of other destinations too; or if there
   *     is no such destination
   */
  public MaestroNotificationPublisher openAdapter(String destination) {
    Plan plan = source.planWithoutMistakes();
    DestinationPlan planned =
        plan.destination(destination).orElseThrow(() -> ToldMistakes.notThere(destination, plan));
    try {
      return Opening.openAdapter(plan, planned);
    } catch (NotOpenedException e) {
      throw ToldMistakes.exception(e);
    }
  }

  /**
   * Where an event would go, for each destination that takes events. Opens nothing.
   *
   * @throws ConfigurationException with all mistakes
   */
  public List<Route> route(MaestroEvent event) {
    requireNonNull(event, "event");
    return source.planWithoutMistakes().forEvents().stream()
        .map(destination -> Routes.of(destination, event))
        .toList();
  }

  /**
   * Where an event would go in one destination, also one that takes dead letters. Opens nothing.
   *
   * @return empty if there is no such destination
   * @throws ConfigurationException with all mistakes
   */
  public Optional<Route> route(MaestroEvent event, String destination) {
    requireNonNull(event, "event");
    return source
        .planWithoutMistakes()
        .destination(destination)
        .map(planned -> Routes.of(planned, event));
  }
}
