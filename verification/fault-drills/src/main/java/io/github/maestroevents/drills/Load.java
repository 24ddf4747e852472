package io.github.maestroevents.drills;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Threads that send events, and what they saw. */
final class Load {

  /** How fast each thread sends. */
  enum Pace {
    /** Without a pause: more than any sink takes, so that the queue overflows. */
    FLAT_OUT,
    /** {@link #BURST} events, then a pause of a millisecond. */
    BURSTS
  }

  private static final int BURST = 16;
  private static final long PAUSE_NANOS = 1_000_000;
  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();

  private final String name;
  private final NonBlockingNotificationPublisher publisher;
  private final Histogram latency = histogram();
  private final LongAdder returned = new LongAdder();
  private final LongAdder thrown = new LongAdder();
  private final Pace pace;
  private final Meters meters = new Meters();
  private long sends;

  Load(Sinks.Sink sink, Pace pace) {
    this.name = sink.name();
    this.pace = pace;
    this.publisher =
        NonBlockingNotificationPublisher.builder(sink.publisher())
            .name("drill")
            .deadLetterHandler(
                letter -> {}) // counted by the engine; thousands of lines say no more
            .closeTimeout(Duration.ofMillis(500))
            .metrics(meters.metrics())
            .build();
  }

  /** Sends from {@link HungSinkDrill#THREADS} threads at once and waits for them. */
  void run(int events) {
    List<Thread> threads = new ArrayList<>();
    List<Histogram> histograms = new ArrayList<>();
    for (int t = 0; t < HungSinkDrill.THREADS; t++) {
      Histogram histogram = histogram();
      histograms.add(histogram);
      int sender = t;
      Thread thread = new Thread(() -> send(sender, events / HungSinkDrill.THREADS, histogram));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      join(thread);
    }
    histograms.forEach(latency::add);
    sends += events;
  }

  private void send(int sender, int events, Histogram histogram) {
    for (int i = 0; i < events; i++) {
      MaestroEvent event = SampleEvents.step("run-" + sender + "-" + (i & 1023), i);
      long start = System.nanoTime();
      try {
        publisher.send(event);
        returned.increment();
      } catch (RuntimeException e) {
        thrown.increment();
      }
      histogram.recordValue(Math.min(System.nanoTime() - start, LONGEST_NANOS));
      if (pace == Pace.BURSTS && i % BURST == BURST - 1) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("The drill was interrupted", e);
    }
  }

  /** Whether every call returned and every event is in one of the engine's accounts. */
  boolean isAccountedFor() {
    DeliveryStats stats = stats();
    return returned() == sends && thrown() == 0 && stats.offered() == sends && stats.balanced();
  }

  /** Whether the meters of the closed publisher say the same. */
  boolean isMetered() {
    return meters.agreeWith(stats());
  }

  /** Whether the closed publisher still holds events. */
  boolean isLeftBehind() {
    return stats().undelivered() > 0;
  }

  void end() {
    publisher.close();
  }

  String name() {
    return name;
  }

  DeliveryStats stats() {
    return publisher.stats();
  }

  long returned() {
    return returned.sum();
  }

  long thrown() {
    return thrown.sum();
  }

  long latencyNanos(double percentile) {
    return latency.getValueAtPercentile(percentile);
  }

  private static Histogram histogram() {
    return new Histogram(LONGEST_NANOS, 2);
  }
}
