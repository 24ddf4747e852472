package io.github.maestroevents.delivery;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.internal.account.HandlerUse;
import io.github.maestroevents.delivery.internal.engine.Ownership;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import io.github.maestroevents.delivery.store.EventJournal;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds publishers, all of them or none: what fails half-way leaves no thread, no shutdown hook
 * and no claim, and has closed nothing that the caller still owns. Confined to the building thread.
 */
final class Startup {

  private final List<NonBlockingNotificationPublisher> made = new ArrayList<>();

  /** Those whose metrics know of them. */
  private final List<NonBlockingNotificationPublisher> told = new ArrayList<>();

  private final List<Object> claimed = new ArrayList<>();
  private final List<HandlerUse> uses = new ArrayList<>();
  private final StartGate gate = new StartGate();

  Startup() {}

  /** One publisher for each builder, in their order. */
  static List<NonBlockingNotificationPublisher> of(List<NonBlockingPublisherBuilder> builders) {
    Startup startup = new Startup();
    try {
      List<NonBlockingNotificationPublisher> publishers = new ArrayList<>();
      for (NonBlockingPublisherBuilder builder : builders) {
        publishers.add(builder.assemble(startup));
      }
      startup.start();
      return publishers;
    } catch (Throwable failed) { // an Error as well: there may be no memory for another thread
      startup.undo();
      throw failed;
    }
  }

  /** No other engine may have this publisher. */
  void claim(MaestroNotificationPublisher publisher) {
    Ownership.claim(publisher);
    claimed.add(publisher);
  }

  /** No other engine may have this journal; from its start on the engine frees it. */
  void claim(EventJournal journal) {
    Ownership.claimJournal(journal);
    claimed.add(journal);
  }

  /** A part in a dead-letter handler, which is given back if nothing starts. */
  HandlerUse uses(HandlerUse use) {
    uses.add(use);
    return use;
  }

  /** A publisher that is to be started, around one that was claimed. */
  void add(NonBlockingNotificationPublisher publisher, MaestroNotificationPublisher wrapped) {
    made.add(publisher);
    publisher.onEnd(() -> Ownership.free(wrapped));
  }

  /** Starts all that was added; {@link #undo} has to follow when this fails. */
  void start() {
    for (NonBlockingNotificationPublisher publisher : made) {
      publisher.tellMetricsStart();
      told.add(publisher);
    }
    made.forEach(NonBlockingNotificationPublisher::registerHook);
    made.forEach(publisher -> publisher.start(gate));
    for (HandlerUse use : uses) { // the last that may fail, since these would have to be closed
      if (use.handler() instanceof PublishingDeadLetterHandler publishing) {
        publishing.start();
      }
    }
    gate.open();
    made.forEach(NonBlockingNotificationPublisher::tellStart);
  }

  /** Nothing that was added comes to be. */
  void undo() {
    gate.shut();
    made.forEach(NonBlockingNotificationPublisher::forget);
    told.forEach(NonBlockingNotificationPublisher::tellMetricsEnd);
    claimed.forEach(Ownership::free);
    uses.forEach(HandlerUse::giveBack);
  }
}
