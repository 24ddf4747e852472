package io.github.maestroevents.delivery;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.internal.engine.Ownership;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds publishers, all of them or none: what fails half-way leaves no thread, no shutdown hook
 * and no claim, and has closed nothing that the caller still owns. Confined to the building thread.
 */
final class Startup {

  private final List<NonBlockingNotificationPublisher> made = new ArrayList<>();
  private final List<MaestroNotificationPublisher> claimed = new ArrayList<>();
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

  /** A publisher that is to be started, around one that was claimed. */
  void add(NonBlockingNotificationPublisher publisher, MaestroNotificationPublisher wrapped) {
    made.add(publisher);
    publisher.onEnd(() -> Ownership.free(wrapped));
  }

  /** Starts all that was added; {@link #undo} has to follow when this fails. */
  void start() {
    made.forEach(NonBlockingNotificationPublisher::registerHook);
    made.forEach(publisher -> publisher.start(gate));
    gate.open();
  }

  /** Nothing that was added comes to be. */
  void undo() {
    gate.shut();
    made.forEach(NonBlockingNotificationPublisher::forgetHook);
    claimed.forEach(Ownership::free);
  }
}
