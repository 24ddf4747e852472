package io.github.maestroevents.verification.boot;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.event.HostEvent;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A host under load until it is told to stop (SIGTERM), and beyond: it sends events 0, 1, 2, … until
 * it is refused because the publisher has been closed. Then it prints how many were accepted, and
 * where the publisher says they are. It ends with the process that has started it.
 */
public final class BusyHost {

  /** Printed when events are being accepted. */
  static final String BUSY = "busy";

  /** Events before {@link #BUSY}. */
  private static final int FIRST = 100;

  /** So that a run has thousands of events, and not millions. */
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private volatile int accepted;

  private BusyHost() {}

  public static void main(String[] args) {
    endWithTheParent();
    SpringApplication application = new SpringApplication(BootHost.class);
    ConfigurableApplicationContext context = application.run(args);
    DeliveringPublisher publisher =
        context.getBean("maestroEventsPublisher", DeliveringPublisher.class);
    BusyHost host = new BusyHost();
    Thread sender = new Thread(() -> host.sendUntilClosed(publisher), "sender");
    sender.start();
    // Runs when the application has been closed in answer to the signal.
    SpringApplication.getShutdownHandlers()
        .add(
            () -> {
              try {
                sender.join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              host.report(publisher.stats());
            });
  }

  private void sendUntilClosed(MaestroNotificationPublisher publisher) {
    while (true) {
      try {
        publisher.send(
            HostEvent.builder("com.example.counted", Integer.toString(accepted))
                .orderingKey("key-" + accepted % 8)
                .json("{\"number\":" + accepted + "}")
                .build());
        accepted++;
        if (accepted == FIRST) {
          print(BUSY);
        }
      } catch (PublisherClosedException e) {
        return;
      } catch (PublisherOverloadedException | RetryableDeliveryException e) {
        // The event is still ours, and is sent again.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void report(DeliveryStats stats) {
    print(
        "accepted="
            + accepted
            + " delivered="
            + stats.delivered()
            + " dead-lettered="
            + stats.deadLettered()
            + " journaled="
            + stats.journaled());
  }

  @SuppressWarnings("SystemOut")
  private static void print(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void endWithTheParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException gone) {
                // As at its end.
              }
              Runtime.getRuntime().halt(3);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
