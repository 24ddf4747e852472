package io.github.maestroevents.status;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that takes the pictures of {@code docs/status-page.md}: three destinations under load,
 * one of which dies and comes back. The argument is the folder to write to, the next one how many
 * seconds it shall run before the first picture.
 */
final class Photographs {

  /** Takes its time, and sometimes refuses. */
  private static final class Sink implements MaestroNotificationPublisher {
    private final long nanos;
    private final int poison;
    private final long began = System.nanoTime();
    private long calls;
    // Written by the program, read by the engine.
    volatile boolean dead;

    Sink(long micros, int poison) {
      this.nanos = micros * 1_000;
      this.poison = poison;
    }

    @Override
    public void send(MaestroEvent event) {
      if (dead) {
        throw new RetryableDeliveryException("Connection to broker 3 (10.1.7.23:9092) refused");
      }
      double wave = 1 + 0.6 * Math.sin((System.nanoTime() - began) / 9e9);
      LockSupport.parkNanos((long) (nanos * wave * (0.6 + 0.8 * ((calls * 7919) % 100) / 100.0)));
      if (poison > 0 && ++calls % poison == 0) {
        throw new PermanentDeliveryException("400 Bad Request: unknown workflow");
      }
    }

    @Override
    public void close() {}
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int seconds = Integer.parseInt(args[1]);
    StatusPage page =
        StatusPage.create(
            "maestro-7 · production",
            HealthThresholds.defaults()
                .withCircuitOpen(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    List<NonBlockingNotificationPublisher> publishers = new ArrayList<>();
    Sink audit = new Sink(900, 0);
    publishers.add(publisher(page, audit, "workflow-audit"));
    publishers.add(publisher(page, new Sink(4_000, 400), "billing-queue"));
    publishers.forEach(page::operate);
    try (StatusServer server = StatusServer.builder(page).access(StatusAccess.operating()).start();
        Chromium chromium = Chromium.start()) {
      Thread load = new Thread(() -> load(publishers), "load");
      load.setDaemon(true);
      load.start();
      String url = server.uri().toString();
      BrowserPage desk = chromium.open(url, 1240, 860);
      waitFor(desk, seconds);
      desk.photograph(folder.resolve("status-page-light.png"));
      desk.prefer("prefers-color-scheme", "dark");
      desk.photograph(folder.resolve("status-page-dark.png"));
      desk.prefer("prefers-color-scheme", "light");
      audit.dead = true;
      desk.await("document.querySelector('[data-state=FAILING].card')");
      waitFor(desk, seconds + 25);
      desk.photograph(folder.resolve("status-page-broker-dead.png"));
      desk.value(
          "document.querySelectorAll('details').forEach((d, i) => { d.open = i === 0 || i === 1"
              + " })");
      BrowserPage phone = chromium.open(url, 360, 780);
      phone.await("document.querySelector('[data-state=FAILING].card')");
      phone.photograph(folder.resolve("status-page-phone.png"));
      desk.value("scrollTo(0, 520)");
      desk.photograph(folder.resolve("status-page-details.png"));
      audit.dead = false;
      desk.await("!document.querySelector('[data-state=FAILING].card')");
      System.out.println("green again");
    }
    System.exit(0);
  }

  private static void waitFor(BrowserPage page, int seconds) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      if (page.value(
                  "document.querySelectorAll('.card')[0]?.querySelector('path.main').getAttribute('d').split('L').length"
                      + " || 0")
              .asInt()
          >= seconds - 3) {
        return;
      }
    }
  }

  private static NonBlockingNotificationPublisher publisher(
      StatusPage page, MaestroNotificationPublisher sink, String name) {
    return NonBlockingNotificationPublisher.builder(sink)
        .name(name)
        .queue(QueuePolicy.defaults().withCapacity(16_384))
        .metrics(page.history())
        .build();
  }

  private static void load(List<NonBlockingNotificationPublisher> publishers) {
    long began = System.nanoTime();
    while (true) {
      double seconds = (System.nanoTime() - began) / 1e9;
      double rate = 140 + 60 * Math.sin(seconds / 13) + 25 * Math.sin(seconds / 3.1);
      for (MaestroEvent event : TestEvents.ofManyRuns(Math.max(1, (int) (rate / 20)))) {
        publishers.forEach(publisher -> publisher.send(event));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Photographs() {}
}
