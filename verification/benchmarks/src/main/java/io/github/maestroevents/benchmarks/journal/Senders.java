package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.journal.SqliteJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a host does under JOURNALED: {@code send} from several threads, each of which waits until
 * its event is on disk. Everything is delivered and deleted meanwhile.
 */
final class Senders {

  private final NonBlockingNotificationPublisher publisher;
  private final Events events;
  private final AtomicLong next = new AtomicLong();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch failed = new CountDownLatch(1);

  private Senders(NonBlockingNotificationPublisher publisher, Events events) {
    this.publisher = publisher;
    this.events = events;
  }

  /** One lap into a new journal. Fails if an event was not accepted, or not delivered. */
  static Pace run(int threads, Events events, Path directory, Duration leadIn, Duration lap)
      throws InterruptedException {
    CountingJournal journal = new CountingJournal(SqliteJournal.at(directory).open());
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(new CountingSink())
            .acceptance(AcceptancePolicy.journaled())
            .journal(journal)
            .build();
    Pace pace;
    try (publisher) {
      pace = new Senders(publisher, events).send(threads, journal, leadIn, lap);
      publisher.flush(Duration.ofSeconds(30));
    }
    DeliveryStats stats = publisher.stats();
    if (stats.delivered() != stats.accepted() || stats.rejected() > 0) {
      throw new IllegalStateException("Not every event was accepted and delivered: " + stats);
    }
    return pace;
  }

  private Pace send(int threads, CountingJournal journal, Duration leadIn, Duration lap)
      throws InterruptedException {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread sender = new Thread(this::sendUntilStopped, "sender-" + i);
      senders.add(sender);
      sender.start();
    }
    try {
      pass(leadIn);
      Progress before = journal.progress();
      long start = System.nanoTime();
      pass(lap);
      return new Pace(journal.progress().since(before), System.nanoTime() - start);
    } finally {
      stop.set(true);
      for (Thread sender : senders) {
        sender.join();
      }
    }
  }

  private void sendUntilStopped() {
    try {
      while (!stop.get()) {
        publisher.send(events.event(next.getAndIncrement()));
      }
    } catch (Throwable thrown) { // for the thread that runs the race
      failure.set(thrown);
      failed.countDown();
    }
  }

  private void pass(Duration time) throws InterruptedException {
    if (failed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("A sender failed", failure.get());
    }
  }
}
