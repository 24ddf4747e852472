package io.github.maestroevents.drills.host;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.drills.Patience;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an application does with the library between its deployment and its end: it writes, reads
 * and identifies an event, sends some, and closes. Loaded by a class loader of its own, and run on
 * a thread of the container, which lives on.
 */
public final class UndeployedHost implements Runnable {

  private static final int EVENTS = 100;

  @Override
  public void run() {
    MaestroEvent event = SampleEvents.step("run", 0);
    byte[] json = MaestroEventJson.write(event); // not the records: a JDK before 19 keeps the last
    if (!Arrays.equals(json, MaestroEventJson.write(requireNonNull(MaestroEventJson.read(json))))
        || EventId.of(event).value().isEmpty()) {
      throw new IllegalStateException("The event does not survive its own JSON");
    }
    AtomicInteger arrived = new AtomicInteger();
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.wrap(e -> arrived.incrementAndGet())) {
      for (int i = 0; i < EVENTS; i++) {
        publisher.send(SampleEvents.step("run-" + i, i));
      }
      if (!Patience.await(() -> arrived.get() == EVENTS)) {
        throw new IllegalStateException("Not all arrived: " + publisher.stats());
      }
    }
  }
}
