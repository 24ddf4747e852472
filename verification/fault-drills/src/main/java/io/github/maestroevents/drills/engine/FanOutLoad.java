package io.github.maestroevents.drills.engine;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.FanOutPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.Patience;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;
import org.HdrHistogram.Histogram;

/**
 * A fan-out under load: two destinations that are watched, and a third that is healthy, hangs or is
 * not there. Destinations cost a fixed small work per event, a checksum of its bytes. The senders
 * pace themselves far below what two cores can deliver, so that a difference between the loads
 * comes from the third destination and not from the race for the processor.
 */
final class FanOutLoad {

  /** What the third destination is. */
  enum Third {
    ABSENT,
    HEALTHY,
    HANGING
  }

  static final List<String> WATCHED = List.of("first", "second");
  private static final int SENDERS = 2;
  private static final long NANOS_PER_EVENT = 125_000;
  private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

  private final Third third;
  private final int burst;
  private final FanOutPublisher publisher;
  private final Map<String, Meters> meters = new TreeMap<>();
  private final LongAdder thrown = new LongAdder();
  private final List<Double> deliveredPerSecond = new ArrayList<>();
  private final List<Double> p99Nanos = new ArrayList<>();
  private long sent;

  FanOutLoad(Third third, int burst) {
    this.third = third;
    this.burst = burst;
    List<NonBlockingNotificationPublisher> destinations = new ArrayList<>();
    WATCHED.forEach(name -> destinations.add(engine(name, false)));
    if (third != Third.ABSENT) {
      destinations.add(engine("third", third == Third.HANGING));
    }
    this.publisher =
        FanOutPublisher.of(destinations.toArray(NonBlockingNotificationPublisher[]::new));
  }

  private NonBlockingNotificationPublisher engine(String name, boolean hangs) {
    return NonBlockingNotificationPublisher.builder(batch(!hangs))
        .name(name)
        .deadLetterHandler(letter -> {}) // counted by the engine
        .closeTimeout(Duration.ofSeconds(1))
        .metrics(meters.computeIfAbsent(name, unused -> new Meters()).metrics())
        .build();
  }

  /** Sends for one round and waits until the watched destinations have everything. */
  void round(int eventsPerSender) {
    long before = watchedDelivered();
    long start = System.nanoTime();
    Histogram latency = new Histogram(LONGEST_NANOS, 3);
    List<Thread> senders = new ArrayList<>();
    for (int s = 0; s < SENDERS; s++) {
      int sender = s;
      Thread thread =
          new Thread(
              () -> {
                Histogram own = send(sender, eventsPerSender / burst);
                synchronized (latency) {
                  latency.add(own);
                }
              });
      senders.add(thread);
      thread.start();
    }
    senders.forEach(Patience::join);
    sent += (long) SENDERS * (eventsPerSender / burst) * burst;
    Patience.await(() -> watchedDelivered() == sent * WATCHED.size());
    double seconds = (System.nanoTime() - start) / 1e9;
    deliveredPerSecond.add((watchedDelivered() - before) / seconds);
    p99Nanos.add((double) latency.getValueAtPercentile(99));
  }

  private Histogram send(int sender, int bursts) {
    Histogram latency = new Histogram(LONGEST_NANOS, 3);
    long next = System.nanoTime();
    for (int b = 0; b < bursts; b++) {
      for (int i = 0; i < burst; i++) {
        MaestroEvent event = SampleEvents.step("run-" + sender + "-" + (b & 255), i);
        long start = System.nanoTime();
        try {
          publisher.send(event);
        } catch (RuntimeException e) {
          thrown.increment();
        }
        latency.recordValue(Math.min(System.nanoTime() - start, LONGEST_NANOS));
      }
      next += burst * NANOS_PER_EVENT;
      LockSupport.parkNanos(next - System.nanoTime());
    }
    return latency;
  }

  private long watchedDelivered() {
    return WATCHED.stream().mapToLong(name -> stats(name).delivered()).sum();
  }

  DeliveryStats stats(String name) {
    return requireNonNull(publisher.statsByDestination().get(name), name);
  }

  /** Whether each destination accounts for every event and the watched ones delivered all. */
  boolean isAccountedFor() {
    boolean all = thrown.sum() == 0;
    for (DeliveryStats stats : publisher.statsByDestination().values()) {
      all &= stats.offered() == sent && stats.balanced();
    }
    return all && watchedDelivered() == sent * WATCHED.size();
  }

  /** Whether the meters of each destination say the same, when it is closed. */
  boolean isMetered() {
    return meters.entrySet().stream()
        .allMatch(destination -> destination.getValue().agreeWith(stats(destination.getKey())));
  }

  void close() {
    publisher.close();
  }

  Third third() {
    return third;
  }

  long sent() {
    return sent;
  }

  /** Forgets the figures, not the accounts, of the rounds so far. */
  void forgetFigures() {
    deliveredPerSecond.clear();
    p99Nanos.clear();
  }

  double medianDeliveredPerSecond() {
    return median(deliveredPerSecond);
  }

  double medianP99Nanos() {
    return median(p99Nanos);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static BatchNotificationPublisher batch(boolean answers) {
    return new BatchNotificationPublisher() {
      @Override
      public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> events) {
        if (!answers) {
          return new CompletableFuture<>();
        }
        CRC32 checksum = new CRC32();
        events.forEach(event -> checksum.update(event.payload()));
        return CompletableFuture.completedFuture(BatchResult.allDelivered(events.size()));
      }

      @Override
      public BatchLimits limits() {
        return BatchLimits.ofEvents(500);
      }
    };
  }
}
