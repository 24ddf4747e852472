package io.github.maestroevents.config;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.internal.catalog.Providers;
import io.github.maestroevents.config.internal.description.DescriptionBlock;
import io.github.maestroevents.config.internal.description.EffectiveSettings;
import io.github.maestroevents.config.internal.mistake.Mistake;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.opening.Disabled;
import io.github.maestroevents.config.internal.opening.NotOpenedException;
import io.github.maestroevents.config.internal.opening.Opened;
import io.github.maestroevents.config.internal.opening.Opening;
import io.github.maestroevents.config.internal.plan.DestinationPlan;
import io.github.maestroevents.config.internal.plan.Plan;
import io.github.maestroevents.config.internal.plan.Planner;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.config.internal.source.EnvironmentKeys;
import io.github.maestroevents.config.internal.source.Placeholders;
import io.github.maestroevents.config.internal.source.PropertiesFile;
import io.github.maestroevents.config.internal.source.Sources;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.SafeLogger;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private BiConsumer<String, NonBlockingPublisherBuilder> customizer = (name, builder) -> {};

  MaestroEventsBuilder() {}

  static ClassLoader ownLoader() {
    return requireNonNull(MaestroEvents.class.getClassLoader());
  }

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
    this.settings.add((sources, mistakes) -> sources.addSettings(copy, origin, form, mistakes));
    return this;
  }

  /** As {@link #settings(Map, Function)}, with the defaults of the properties under them. */
  public MaestroEventsBuilder settings(Properties settings) {
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(settings); // what is no text as well
    settings.stringPropertyNames().forEach(key -> copy.put(key, settings.getProperty(key)));
    this.settings.add(
        (sources, mistakes) -> sources.addSettings(copy, key -> "properties", form, mistakes));
    return this;
  }

  /** A file of properties in UTF-8, read by {@link #check} and {@link #open}. Default: none. */
  public MaestroEventsBuilder file(Path file) {
    this.file = requireNonNull(file, "file");
    return this;
  }

  /**
   * Variables such as {@code MAESTRO_EVENTS_DESTINATIONS__AUDIT__TOPIC}, over all else; their
   * values stand as they are. Default: none are read; {@code System.getenv()} is the process's.
   */
  public MaestroEventsBuilder environment(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    return this;
  }

  /**
   * What <code>${NAME}</code> in values of settings and the file stands for; the lookup gives null
   * for a name that it does not know. Default: the process's environment.
   */
  public MaestroEventsBuilder placeholders(Function<String, @Nullable String> lookup) {
    requireNonNull(lookup, "lookup");
    this.placeholders = lookup::apply;
    return this;
  }

  /**
   * Values of settings stand as they are, and <code>${</code> is nothing special in them: for a
   * host that has replaced what stood there. A file is read as before.
   */
  public MaestroEventsBuilder literalValues() {
    this.form = Entry.Form.LITERAL;
    return this;
  }

  /**
   * Where providers are looked up, after the library's own loader. Default: the context loader of
   * the thread that opens.
   */
  public MaestroEventsBuilder classLoader(ClassLoader loader) {
    this.classLoader = requireNonNull(loader, "loader");
    return this;
  }

  /** An object of the host's, such as its {@code DataSource}; the host still owns it. */
  public MaestroEventsBuilder hostObject(String name, Object object) {
    hostObjects.put(requireNonNull(name, "name"), requireNonNull(object, "object"));
    return this;
  }

  /**
   * Called for each destination with its name, when all that was written is set on the builder and
   * before it is built, on the thread that opens. What is thrown fails the opening. Several are
   * called in the order in which they were given. Default: none.
   */
  public MaestroEventsBuilder customizer(
      BiConsumer<String, NonBlockingPublisherBuilder> customizer) {
    this.customizer = this.customizer.andThen(requireNonNull(customizer, "customizer"));
    return this;
  }

  /** All mistakes that can be found without opening anything or asking anybody. */
  public ConfigurationReport check() {
    Mistakes mistakes = new Mistakes();
    Plan plan = plan(mistakes);
    return new ConfigurationReport(
        told(mistakes.list()),
        String.join("\n", DescriptionBlock.lines(plan)),
        EffectiveSettings.of(plan).stream()
            .map(one -> new EffectiveValue(one.key(), one.shown(), one.origin()))
            .toList());
  }

  /**
   * Opens everything, and logs the configuration in force at INFO. Blocks for as long as adapters,
   * files and journals take to open.
   *
   * @throws ConfigurationException with all mistakes at once; then nothing is open. Mistakes that
   *     only an attempt can show come when there are no others
   */
  public ConfiguredPublisher open() {
    Mistakes mistakes = new Mistakes();
    Plan plan = plan(mistakes);
    refuse(mistakes);
    List<String> description = DescriptionBlock.lines(plan);
    ConfiguredPublisher publisher;
    try {
      Opened opened =
          plan.disabledBy().isPresent() ? Disabled.open() : Opening.open(plan, customizer);
      publisher =
          new ConfiguredPublisher(opened, String.join("\n", description), plan.closeTimeout());
    } catch (NotOpenedException e) {
      throw notOpened(e);
    }
    description.forEach(line -> LOG.info("{}", line));
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
    Mistakes mistakes = new Mistakes();
    Plan plan = plan(mistakes);
    DestinationPlan planned = planned(plan, destination, mistakes);
    try {
      return Opening.openAdapter(plan, planned);
    } catch (NotOpenedException e) {
      throw notOpened(e);
    }
  }

  /**
   * Where an event would go, for each destination that takes events. Opens nothing.
   *
   * @throws ConfigurationException with all mistakes
   */
  public List<Route> route(MaestroEvent event) {
    requireNonNull(event, "event");
    Mistakes mistakes = new Mistakes();
    Plan plan = plan(mistakes);
    refuse(mistakes);
    return plan.forEvents().stream().map(destination -> Routes.of(destination, event)).toList();
  }

  /**
   * Where an event would go in one destination, also one that takes dead letters. Opens nothing.
   *
   * @return empty if there is no such destination
   * @throws ConfigurationException with all mistakes
   */
  public Optional<Route> route(MaestroEvent event, String destination) {
    requireNonNull(event, "event");
    Mistakes mistakes = new Mistakes();
    Plan plan = plan(mistakes);
    refuse(mistakes);
    return plan.destination(destination).map(planned -> Routes.of(planned, event));
  }

  private static DestinationPlan planned(Plan plan, String destination, Mistakes mistakes) {
    refuse(mistakes);
    Optional<DestinationPlan> planned = plan.destination(destination);
    if (planned.isEmpty()) {
      mistakes.add(
          Entry.PREFIX + "destinations." + destination,
          plan.disabledBy().orElse("settings"),
          plan.disabledBy().isPresent()
              ? "everything is disabled by maestro.events.enabled"
              : "there is no such destination",
          plan.destinations().isEmpty()
              ? ""
              : "destinations: "
                  + String.join(
                      ", ", plan.destinations().stream().map(DestinationPlan::name).toList()));
      refuse(mistakes);
    }
    return planned.orElseThrow();
  }

  private Plan plan(Mistakes mistakes) {
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
      return new Plan(disabledBy, List.of());
    }
    Providers providers = Providers.of(ownLoader(), otherLoader(), mistakes);
    Plan plan =
        new Planner(
                providers,
                replaced,
                new LinkedHashMap<>(hostObjects),
                Optional.ofNullable(file),
                mistakes)
            .plan(sources.entries());
    mistakes.sort(sources.order());
    return plan;
  }

  private ClassLoader otherLoader() {
    if (classLoader != null) {
      return classLoader;
    }
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? ownLoader() : context;
  }

  private static void refuse(Mistakes mistakes) {
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(told(mistakes.list()));
    }
  }

  private static ConfigurationException notOpened(NotOpenedException e) {
    ConfigurationException told = new ConfigurationException(told(e.mistakes()), e.getCause());
    for (Throwable suppressed : e.getSuppressed()) {
      told.addSuppressed(suppressed);
    }
    return told;
  }

  private static List<ConfigurationMistake> told(List<Mistake> mistakes) {
    return mistakes.stream()
        .map(
            mistake ->
                new ConfigurationMistake(
                    mistake.key(),
                    mistake.origin(),
                    mistake.problem(),
                    mistake.remedy().isEmpty() ? null : mistake.remedy()))
        .toList();
  }
}
