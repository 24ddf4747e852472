package io.github.maestroevents.status;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.event.MaestroEvent;

/** A destination that takes events, or refuses them all until it is switched on again. */
final class SwitchedDestination implements MaestroNotificationPublisher {

  // Written by the test, read by the engine's threads.
  private volatile boolean dead;

  void die() {
    dead = true;
  }

  void comeBack() {
    dead = false;
  }

  @Override
  public void send(MaestroEvent event) {
    if (dead) {
      throw new RetryableDeliveryException("Connection to broker 3 refused");
    }
  }

  @Override
  public void close() {}
}
