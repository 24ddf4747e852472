package io.github.maestroevents.drills.isolation;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.drills.Patience;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.drills.SampleEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Threads that send one event after the other, as workers with a queue of their own do: an event
 * that is refused comes again after a while. They keep how long they were inside {@code send}.
 */
final class ConfirmedCallers {

  private static final int MAX_WINDOWS = 1_000;

  private final MaestroNotificationPublisher publisher;
  private final Duration window;
  private final Duration afterSuccess;
  private final Duration afterFailure;
  private final long start = System.nanoTime();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLongArray insideNanos = new AtomicLongArray(MAX_WINDOWS);
  private final AtomicInteger numbers = new AtomicInteger();
  private final Set<Integer> confirmed = ConcurrentHashMap.newKeySet();
  private final AtomicLong thrown = new AtomicLong();

  /** From the drill to the callers. */
  private volatile boolean isOver;

  ConfirmedCallers(
      MaestroNotificationPublisher publisher,
      Duration window,
      Duration afterSuccess,
      Duration afterFailure) {
    this.publisher = publisher;
    this.window = window;
    this.afterSuccess = afterSuccess;
    this.afterFailure = afterFailure;
  }

  void start(int callers) {
    for (int i = 0; i < callers; i++) {
      Thread thread = new Thread(this::work, "caller-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Whether every caller ended. */
  boolean end() {
    isOver = true;
    return threads.stream().allMatch(Patience::join);
  }

  private void work() {
    while (!isOver) {
      int number = numbers.incrementAndGet();
      boolean isConfirmed = false;
      while (!isConfirmed && !isOver) {
        isConfirmed = send(number);
        Pause.of(isConfirmed ? afterSuccess : afterFailure);
      }
    }
  }

  private boolean send(int number) {
    long from = System.nanoTime() - start;
    try {
      publisher.send(SampleEvents.step("run-" + number, number));
      confirmed.add(number);
      return true;
    } catch (EventDeliveryException e) {
      thrown.incrementAndGet();
      return false;
    } finally {
      addInside(from, System.nanoTime() - start);
    }
  }

  private void addInside(long from, long to) {
    long length = window.toNanos();
    for (long w = from / length; w <= to / length; w++) {
      insideNanos.addAndGet((int) w, Math.min(to, (w + 1) * length) - Math.max(from, w * length));
    }
  }

  /** Share of all callers' time inside {@code send}, from one window to before another. */
  double shareInside(int from, int to) {
    long inside = 0;
    for (int w = from; w < to; w++) {
      inside += insideNanos.get(w);
    }
    return (double) inside / (to - from) / window.toNanos() / threads.size();
  }

  /** When the window begins, as {@code System.nanoTime} reads. */
  long beginOf(int w) {
    return start + w * window.toNanos();
  }

  Set<Integer> confirmed() {
    return confirmed;
  }

  long thrown() {
    return thrown.get();
  }
}
