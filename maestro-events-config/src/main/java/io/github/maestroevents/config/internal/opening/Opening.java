package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.engine.EngineSettings;
import io.github.maestroevents.config.internal.plan.DestinationPlan;
import io.github.maestroevents.config.internal.plan.JournalPlan;
import io.github.maestroevents.config.internal.plan.Plan;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.FanOutPublisher;
import io.github.maestroevents.delivery.FanOutPublisherBuilder;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.spi.SafeLogger;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Opens a plan: everything, or nothing. First all publishers are made, which is quick and tells of
 * many mistakes at once; then files and journals are opened, which may wait for a disk or a
 * database; then the engines start, those for dead letters before the others.
 */
public final class Opening {

  private static final SafeLogger LOG = SafeLogger.of(Opening.class);

  private static final String NOT_STARTED = "cannot be started";

  private final Plan plan;
  private final BiConsumer<String, NonBlockingPublisherBuilder> customizer;
  private final Failures failures = new Failures();
  private final Held held = new Held();
  private final Map<String, MaestroNotificationPublisher> publishers = new HashMap<>();
  private final Map<String, LetterFile> files = new HashMap<>();
  private final Map<String, EventJournal> journals = new HashMap<>();
  private final Map<String, NonBlockingNotificationPublisher> started = new HashMap<>();

  private Opening(Plan plan, BiConsumer<String, NonBlockingPublisherBuilder> customizer) {
    this.plan = plan;
    this.customizer = customizer;
  }

  /**
   * Opens all of it.
   *
   * @throws NotOpenedException with what was wrong; then everything is closed again
   */
  public static Opened open(Plan plan, BiConsumer<String, NonBlockingPublisherBuilder> customizer)
      throws NotOpenedException {
    Opening opening = new Opening(plan, customizer);
    try {
      return opening.open();
    } catch (Throwable failure) { // an Error as well: what was opened must not stay open
      opening.held.closeAll(failure);
      throw failure;
    }
  }

  /**
   * Makes the publisher of one destination, without engine, journal and dead letters.
   *
   * @throws NotOpenedException with what was wrong
   */
  public static MaestroNotificationPublisher openAdapter(Plan plan, DestinationPlan destination)
      throws NotOpenedException {
    Opening opening = new Opening(plan, (name, builder) -> {});
    opening.make(destination);
    try {
      opening.failures.endIfAny();
    } catch (NotOpenedException e) {
      opening.held.closeAll(e);
      throw e;
    }
    MaestroNotificationPublisher made = opening.publishers.get(destination.name());
    if (made == null) {
      throw new IllegalStateException("made or told of");
    }
    return made;
  }

  private Opened open() throws NotOpenedException {
    plan.destinations().forEach(this::make);
    plan.destinations().forEach(this::openFile);
    failures.endIfAny();
    for (DestinationPlan destination : plan.destinations()) {
      openJournal(destination);
      failures.endIfAny(); // what waits for one database need not wait again for the next
    }
    for (DestinationPlan destination : plan.forDeadLetters()) {
      start(List.of(destination));
      failures.endIfAny();
    }
    start(plan.forEvents());
    failures.endIfAny();
    Map<String, NonBlockingNotificationPublisher> all = new LinkedHashMap<>();
    for (DestinationPlan destination : plan.destinations()) {
      all.put(destination.name(), started(destination));
    }
    List<NonBlockingNotificationPublisher> forDeadLetters = new ArrayList<>();
    for (DestinationPlan destination : plan.forDeadLetters()) {
      forDeadLetters.add(0, started(destination)); // each before the one behind it
    }
    DeliveringPublisher publisher = publisher();
    held.handOver();
    return new Opened(
        publisher,
        Collections.unmodifiableMap(all),
        List.copyOf(forDeadLetters),
        List.copyOf(files.values()));
  }

  private DeliveringPublisher publisher() {
    List<DestinationPlan> destinations = plan.forEvents();
    if (destinations.size() == 1) {
      return started(destinations.get(0));
    }
    FanOutPublisherBuilder fanOut = FanOutPublisher.builder();
    for (DestinationPlan destination : destinations) {
      if (destination.isRequired()) {
        fanOut.required(started(destination));
      } else {
        fanOut.bestEffort(started(destination));
      }
    }
    return fanOut.build();
  }

  private NonBlockingNotificationPublisher started(DestinationPlan destination) {
    NonBlockingNotificationPublisher publisher = started.get(destination.name());
    if (publisher == null) {
      throw new IllegalStateException(destination.name() + " is not started");
    }
    return publisher;
  }

  private void make(DestinationPlan destination) {
    try {
      var unused = destination.values().takeStandIn(); // of the check
      MaestroNotificationPublisher made =
          destination.publishers().provider().create(destination.values());
      if (made == null) {
        throw new IllegalArgumentException("the provider made no publisher");
      }
      publishers.put(destination.name(), made);
      held.add(made, "the publisher of " + destination.name());
      requireNoStandIn(destination);
    } catch (Throwable thrown) { // anybody's code, which may lack classes
      failures.add(destination.typeEntry(), "cannot be opened", thrown);
    }
  }

  private void openFile(DestinationPlan destination) {
    try {
      LetterFile file = LetterFile.open(destination);
      if (file != null) {
        files.put(destination.name(), file);
        held.add(file, "the dead-letter file of " + destination.name());
      }
    } catch (UncheckedIOException e) { // ours, of which the path and the reason may be told
      failures.add(
          entry(destination, CommonSettings.DEAD_LETTERS.name()),
          "cannot be opened",
          new IllegalArgumentException(e.getMessage(), e));
    } catch (Throwable thrown) { // a file system's, or no memory
      failures.add(
          entry(destination, CommonSettings.DEAD_LETTERS.name()), "cannot be opened", thrown);
    }
  }

  private void openJournal(DestinationPlan destination) {
    if (destination.journal().isEmpty()) {
      return;
    }
    JournalPlan journal = destination.journal().get();
    LOG.info("Opening the journal of {}: {}", destination.name(), journal.type().type());
    try {
      EventJournal opened = journal.type().provider().open(journal.place(), destination.values());
      if (opened == null) {
        throw new IllegalArgumentException("the provider opened no journal");
      }
      journals.put(destination.name(), opened);
      held.add(opened, "the journal of " + destination.name());
      requireNoStandIn(destination);
    } catch (Throwable thrown) { // anybody's code, which may lack classes
      failures.add(entry(destination, CommonSettings.JOURNAL.name()), "cannot be opened", thrown);
    }
  }

  private static void requireNoStandIn(DestinationPlan destination) {
    destination
        .values()
        .takeStandIn()
        .ifPresent(
            type -> {
              throw new IllegalArgumentException(
                  "it uses a " + type + " of the host's, which only the host has");
            });
  }

  private static Entry entry(DestinationPlan destination, String setting) {
    return destination.entry(setting).orElse(destination.typeEntry());
  }

  /** Of those that are started, each owns what was held for it. */
  private void start(List<DestinationPlan> destinations) {
    List<NonBlockingPublisherBuilder> builders = new ArrayList<>();
    for (DestinationPlan destination : destinations) {
      try {
        builders.add(builder(destination));
      } catch (Throwable thrown) { // the host's customizer
        failures.add(destination.typeEntry(), "cannot be customized", thrown);
        return;
      }
    }
    try {
      List<NonBlockingNotificationPublisher> built = NonBlockingPublisherBuilder.buildAll(builders);
      for (int i = 0; i < built.size(); i++) {
        NonBlockingNotificationPublisher publisher = built.get(i);
        String name = destinations.get(i).name();
        started.put(name, publisher);
        handOver(name);
        held.add(() -> publisher.close(Duration.ZERO), "destination " + name);
        if (!publisher.name().equals(name)) {
          failures.add(
              destinations.get(i).typeEntry(),
              NOT_STARTED,
              new IllegalArgumentException(
                  "the host's customizer has renamed it, and the name is the configuration's"));
        }
      }
    } catch (IllegalStateException e) { // ours, whose words hold no value
      failures.add(
          place(destinations), NOT_STARTED, new IllegalArgumentException(e.getMessage(), e));
    } catch (Throwable thrown) { // the journal cannot be read, or no memory for a thread
      failures.add(place(destinations), NOT_STARTED, thrown);
    }
  }

  /** The engine closes what it was given; its dead-letter file too, unless the host has another. */
  private void handOver(String destination) {
    for (Map<String, ?> opened : List.of(publishers, journals)) {
      Object given = opened.get(destination);
      if (given != null) {
        held.handOver(given);
      }
    }
  }

  /** Which of several it is nobody can tell. */
  private static Entry place(List<DestinationPlan> destinations) {
    Entry first = destinations.get(0).typeEntry();
    return destinations.size() == 1
        ? first
        : Entry.below("destinations", "", first.origin(), Entry.Form.TEXT);
  }

  private NonBlockingPublisherBuilder builder(DestinationPlan destination) {
    MaestroNotificationPublisher publisher = publishers.get(destination.name());
    NonBlockingPublisherBuilder builder =
        NonBlockingNotificationPublisher.builder(
            publisher == null ? event -> {} : publisher); // never null: made, or told of
    EventJournal journal = journals.get(destination.name());
    EngineSettings.apply(destination.values(), journal != null, builder);
    if (destination.isForDeadLetters()) {
      builder.closeOnShutdown(false); // it is closed behind those whose letters it takes
    }
    if (journal != null) {
      builder.journal(journal, EngineSettings.journal(destination.values()));
    }
    LetterFile file = files.get(destination.name());
    if (file != null) {
      builder.deadLetterHandler(file);
    }
    destination
        .deadLetters()
        .destination()
        .flatMap(plan::destination)
        .ifPresent(other -> builder.deadLettersTo(started(other)));
    customizer.accept(destination.name(), builder);
    return builder;
  }
}
