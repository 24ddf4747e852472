package io.github.maestroevents.drills.host;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A host that sends from a recursion without end, in a cold JVM with a small stack: the overflow
 * strikes wherever the stack happens to end, within {@code send} too. The host catches it and goes
 * on, as hosts do. Prints one line that begins with what came of it.
 */
final class RecursiveHost {

  /** First word of the line when the engine delivers as before. */
  static final String SOUND = "SOUND";

  /** First word of the line when nothing is delivered any more. */
  static final String WEDGED = "WEDGED";

  /** First word of the line when it delivers, but the figures do not fit. */
  static final String MISCOUNTED = "MISCOUNTED";

  private static final int RECURSIONS = 4;
  private static final int EVENTS = 64;
  private static final int AFTERWARDS = 100;

  /** A cold JVM on a machine that has other things to do needs tens of seconds to deliver. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AtomicLong arrived = new AtomicLong();
  private final MaestroEvent[] events = new MaestroEvent[EVENTS];
  private final MaestroNotificationPublisher send;
  private final NonBlockingNotificationPublisher publisher;
  private long calls;
  private long returned;
  private long overflows;
  private long otherErrors;

  private RecursiveHost(boolean submits) {
    publisher = NonBlockingNotificationPublisher.builder(new CountingSink()).build();
    send = submits ? publisher::submit : publisher;
    for (int i = 0; i < EVENTS; i++) {
      events[i] = SampleEvents.step("run-" + i, i);
    }
  }

  /** The first argument says {@code send} or {@code submit}, the second is a seed. */
  public static void main(String[] args) {
    RecursiveHost host = new RecursiveHost("submit".equals(args[0]));
    String line = host.run(Integer.parseInt(args[1]));
    System.out.println(line);
    System.out.flush();
    Runtime.getRuntime().halt(0); // a wedged thread would keep close waiting
  }

  private String run(int seed) {
    for (int i = 0; i < RECURSIONS; i++) {
      shift(seed % 61 + i);
    }
    long returnedOfRecursion = returned;
    for (int i = 0; i < AFTERWARDS; i++) {
      send();
    }
    boolean isDelivering = await(() -> publisher.stats().undelivered() == 0);
    if (isDelivering) {
      publisher.close();
    }
    DeliveryStats stats = publisher.stats();
    boolean isCounted =
        stats.balanced()
            && arrived.get() == stats.delivered()
            && stats.delivered() + stats.dropped() >= returned
            && stats.offered() <= calls;
    boolean allReturned = returned - returnedOfRecursion == AFTERWARDS;
    return "%s calls=%d returned=%d overflows=%d otherErrors=%d %s"
        .formatted(
            !isDelivering ? WEDGED : isCounted && allReturned ? SOUND : MISCOUNTED,
            calls,
            returned,
            overflows,
            otherErrors,
            stats);
  }

  /** Begins the recursion at another depth, so that the stack ends at another place in the call. */
  private void shift(int depth) {
    if (depth > 0) {
      shift(depth - 1);
    } else {
      recurse();
    }
  }

  private void recurse() {
    send();
    try {
      recurse();
    } catch (StackOverflowError caught) {
      overflows++;
    }
    send(); // on the way back, at the brink once more
  }

  private void send() {
    calls++;
    try {
      send.send(events[(int) (calls % EVENTS)]);
      returned++;
    } catch (StackOverflowError caught) {
      overflows++;
    } catch (Throwable caught) { // a class that could not be initialized at the brink, for one
      otherErrors++;
    }
  }

  private static boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Pause.of(Duration.ofMillis(2));
    }
    return true;
  }

  private final class CountingSink implements BatchNotificationPublisher {
    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      arrived.addAndGet(batch.size());
      return CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size()));
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(500);
    }
  }
}
