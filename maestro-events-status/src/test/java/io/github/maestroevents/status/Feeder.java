package io.github.maestroevents.status;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.testkit.TestEvents;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sends some events a second until it is closed. */
final class Feeder implements AutoCloseable {

  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private final Thread thread;
  // Written by the test, read by the feeder's thread.
  private volatile boolean closed;

  private Feeder(NonBlockingNotificationPublisher publisher) {
    thread =
        new Thread(
            () -> {
              while (!closed) {
                publisher.send(TestEvents.event());
                LockSupport.parkNanos(PAUSE_NANOS);
              }
            },
            "feeder");
    thread.setDaemon(true);
    thread.start();
  }

  static Feeder of(NonBlockingNotificationPublisher publisher) {
    return new Feeder(publisher);
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
