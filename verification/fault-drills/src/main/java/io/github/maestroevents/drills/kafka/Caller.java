package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;

/**
 * A thread that sends events of runs of its own, at a steady rate, and times each call. The number
 * of an event is its place in its run. What it has counted is to be read after {@link #stop}.
 */
final class Caller {

  /** Events of one run sent back to back, so that a batch holds several of a key. */
  private static final int BURST = 4;

  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();

  private final MaestroNotificationPublisher publisher;
  private final String prefix;
  private final int[] sentPerRun;
  private final long nanosPerBurst;
  private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
  private final Thread thread;
  private long thrown;

  /** Tells the thread that enough is sent. */
  private volatile boolean stopped;

  private Caller(MaestroNotificationPublisher publisher, LoadShape shape, String prefix) {
    this.publisher = publisher;
    this.prefix = prefix;
    this.sentPerRun = new int[shape.runsPerCaller()];
    this.nanosPerBurst =
        Duration.ofSeconds(1).toNanos() * BURST * shape.callers() / shape.eventsPerSecond();
    this.thread = new Thread(this::sendAll, "caller-" + prefix);
    thread.setDaemon(true);
  }

  static Caller start(MaestroNotificationPublisher publisher, LoadShape shape, String prefix) {
    Caller caller = new Caller(publisher, shape, prefix);
    caller.thread.start();
    return caller;
  }

  /** Ends the sending; fails if a call does not return. */
  void stop() {
    stopped = true;
    try {
      thread.join(Duration.ofMinutes(1).toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException("The drill was interrupted", e);
    }
    if (thread.isAlive()) {
      throw new IllegalStateException("A call of send() has not returned for a minute");
    }
  }

  /** Each run and how many events of it were sent. */
  void forEachRun(BiConsumer<String, Integer> action) {
    for (int run = 0; run < sentPerRun.length; run++) {
      action.accept(prefix + "/" + run, sentPerRun[run]);
    }
  }

  Histogram latency() {
    return latency;
  }

  long thrown() {
    return thrown;
  }

  private void sendAll() {
    long due = System.nanoTime();
    for (int burst = 0; !stopped; burst++) {
      int run = burst % sentPerRun.length;
      for (int i = 0; i < BURST; i++) {
        send(SampleEvents.step(prefix + "/" + run, sentPerRun[run]++));
      }
      due += nanosPerBurst;
      Pause.until(due);
    }
  }

  private void send(MaestroEvent event) {
    long start = System.nanoTime();
    try {
      publisher.send(event);
    } catch (RuntimeException e) {
      thrown++;
    }
    latency.recordValue(Math.min(System.nanoTime() - start, LONGEST_NANOS));
  }
}
