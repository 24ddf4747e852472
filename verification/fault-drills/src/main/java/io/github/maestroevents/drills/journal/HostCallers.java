package io.github.maestroevents.drills.journal;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads of a host that send, each events of ordering keys of its own, and write down what was
 * accepted as soon as {@code send} has returned.
 */
final class HostCallers {

  /** Ordering keys of one caller. */
  private static final int KEYS = 16;

  /** The first number of a life, divided by the life: more than a life sends. */
  private static final int NUMBERS_PER_LIFE = 1_000_000;

  private static final Duration AFTER_REFUSAL = Duration.ofMillis(10);
  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private final HostPlan plan;
  private final MaestroNotificationPublisher publisher;
  private final LineFile accepted;
  private final AtomicLong returned = new AtomicLong();
  private final AtomicLong thrown = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  /** Tells the threads that enough is sent. */
  private volatile boolean stopped;

  HostCallers(HostPlan plan, MaestroNotificationPublisher publisher) {
    this.plan = plan;
    this.publisher = publisher;
    this.accepted = new LineFile(plan.accepted());
  }

  void start() {
    for (int i = 0; i < plan.callers(); i++) {
      String prefix = plan.name() + "/" + i + "/";
      Thread thread = new Thread(() -> sendAll(prefix), "caller-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Ends the sending; a call of {@code send} that is under way is waited for. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Calls that returned. */
  long returned() {
    return returned.get();
  }

  /** Calls that threw; their events are the caller's, and are not sent again here. */
  long thrown() {
    return thrown.get();
  }

  private void sendAll(String prefix) {
    long due = System.nanoTime();
    int first = plan.life() * NUMBERS_PER_LIFE;
    for (int i = 0; !stopped; i++) {
      send(prefix + i % KEYS, first + i / KEYS);
      if (plan.eventsPerSecond() > 0) {
        due += SECOND_NANOS / plan.eventsPerSecond();
        Pause.until(due);
      }
    }
  }

  private void send(String key, int number) {
    MaestroEvent event = SampleEvents.step(key, number);
    try {
      publisher.send(event);
      accepted.append(List.of(new EventLine(EventId.of(event).value(), key, number)));
      returned.incrementAndGet();
    } catch (RuntimeException refused) {
      thrown.incrementAndGet();
      Pause.of(AFTER_REFUSAL);
    }
  }
}
