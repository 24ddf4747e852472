package io.github.maestroevents.status;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A destination that refuses events for good until it is told to take them. */
final class RefusingDestination implements MaestroNotificationPublisher {

  final List<String> taken = new CopyOnWriteArrayList<>();
  final CountDownLatch gate = new CountDownLatch(1);

  // Written by the test, read by the engine's threads.
  private volatile boolean takes;
  private volatile boolean held;

  void takeAll() {
    takes = true;
  }

  /** Takes them all, when the gate is open. */
  void hold() {
    held = true;
    takes = true;
  }

  @Override
  public void send(MaestroEvent event) {
    if (!takes) {
      throw new PermanentDeliveryException("400 Bad Request");
    }
    if (held) {
      awaitTheGate();
    }
    taken.add(EventId.of(event).value());
  }

  private void awaitTheGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableDeliveryException("interrupted");
    }
  }

  @Override
  public void close() {}
}
