package io.github.maestroevents.delivery;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.event.MaestroEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A host whose recursion runs out of stack while it sends: a program, started cold by {@link
 * DeepStackTest}. It prints what became of its events.
 */
final class DeepHost {

  private static final MaestroEvent EVENT = Events.event("deep", 1);

  private final MaestroNotificationPublisher publisher;
  private int deepest;
  private int overflows;
  private long returned;

  private DeepHost(MaestroNotificationPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Runs out of stack again and again, and tells what became of the events.
   *
   * @param args how often it runs out of stack, each time on a new thread with a stack of its own
   *     size, so that the end of the stack falls on another instruction
   */
  public static void main(String[] args) throws InterruptedException {
    AtomicLong delivered = new AtomicLong();
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(event -> delivered.incrementAndGet())
            .queue(QueuePolicy.defaults().withCapacity(1 << 18))
            .build();
    int overflows = 0;
    long returned = 0;
    for (int attempt = 0; attempt < Integer.parseInt(args[0]); attempt++) {
      DeepHost host = new DeepHost(publisher);
      Thread thread = new Thread(null, host::run, "host", 256_000L + 4096L * attempt);
      thread.start();
      thread.join();
      overflows += host.overflows;
      returned += host.returned;
    }
    boolean flushed = publisher.flush(Deadline.LONG).allDelivered();
    DeliveryClock clock = DeliveryClock.system();
    long begin = clock.nanoTime();
    publisher.close();
    long closeMillis = TimeUnit.NANOSECONDS.toMillis(clock.nanoTime() - begin);
    DeliveryStats stats = publisher.stats();
    boolean well =
        flushed
            && closeMillis < 3_000
            && overflows > 0
            && returned > 0
            && delivered.get() >= returned
            && stats.delivered() == stats.accepted()
            && stats.delivered() == delivered.get();
    System.out.println(
        (well ? "WELL" : "BADLY")
            + (" overflows=" + overflows + " returned=" + returned + " flushed=" + flushed)
            + (" closeMillis=" + closeMillis + " delivered=" + delivered + " " + stats));
    Runtime.getRuntime().halt(0); // not to wait for a thread that burns a processor
  }

  private void run() {
    try {
      probe(1);
    } catch (StackOverflowError expected) {
      overflows++;
    }
    try {
      descend(1);
    } catch (StackOverflowError expected) {
      overflows++;
    }
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private void probe(int depth) {
    deepest = depth;
    probe(depth + 1);
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private void descend(int depth) {
    if (depth > deepest / 2) { // what is compiled meanwhile needs less stack, so not just the end
      publisher.send(EVENT);
      returned++;
    }
    descend(depth + 1);
  }
}
