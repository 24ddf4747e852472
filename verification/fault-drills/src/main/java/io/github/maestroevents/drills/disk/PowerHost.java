package io.github.maestroevents.drills.disk;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.journal.DamagePolicy;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.testbeds.disk.DiskOrders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The child of {@link PowerCutDrill}: a host under JOURNALED whose sink is down at first, takes
 * most events then, rejects some, and never takes those of one key. What is accepted, and what the
 * sink has taken, goes into the record of its disk.
 */
final class PowerHost {

  /** Below the root: where the journal is, in a directory that the journal makes too. */
  static final String JOURNAL = "data/journal";

  /** Below the root: where the dead letters are. */
  static final String DEAD_LETTERS = "letters";

  static final String ACCEPTED = "accepted ";
  static final String DELIVERED = "delivered ";

  private static final int THREADS = 4;
  private static final long ROTATED_BYTES = 16 << 10;
  private static final int KEPT_FILES = 1000;
  private static final Duration STANDSTILL = Duration.ofMillis(400);

  private PowerHost() {}

  /** Arguments: the root, where orders go, the number of the life, and events to send. */
  public static void main(String[] args) throws InterruptedException {
    ChildOnDisk.endWithParent();
    Path root = Path.of(args[0]);
    int life = Integer.parseInt(args[2]);
    int events = Integer.parseInt(args[3]);
    DiskOrders orders = DiskOrders.to(Path.of(args[1]));
    EventJournal journal =
        SqliteJournal.at(root.resolve(JOURNAL)).keepFree(0).onDamage(DamagePolicy.SET_ASIDE).open();
    PowerSink sink = new PowerSink(orders);
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(sink)
            .acceptance(AcceptancePolicy.journaled())
            .retry(RetryPolicy.unlimited().withDelays(Duration.ofMillis(5), Duration.ofMillis(50)))
            .journal(journal, JournalPolicy.defaults().withAdoptInterval(Duration.ofMillis(100)))
            .deadLetterHandler(
                JsonLinesDeadLetterFile.at(
                    root.resolve(DEAD_LETTERS).resolve("dead.jsonl"), ROTATED_BYTES, KEPT_FILES))
            .circuitBreaker(CircuitBreakerPolicy.defaults().withOpenFor(Duration.ofMillis(50)))
            .closeTimeout(Duration.ofMillis(200))
            .build()) {
      send(publisher, orders, life, events / 2);
      sink.comeUp();
      send(publisher, orders, life + 1_000, events - events / 2);
      awaitStandstill(publisher);
    }
    Runtime.getRuntime().halt(0);
  }

  /** What can leave has left, has been forgotten, and its space has been given back. */
  private static void awaitStandstill(NonBlockingNotificationPublisher publisher) {
    long left = -1;
    while (left != publisher.stats().undelivered()) {
      left = publisher.stats().undelivered();
      Pause.of(STANDSTILL);
    }
  }

  private static void send(
      NonBlockingNotificationPublisher publisher, DiskOrders orders, int life, int events)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = life + "/" + i;
      Thread thread = new Thread(() -> sendAll(publisher, orders, name, events / THREADS), name);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void sendAll(
      NonBlockingNotificationPublisher publisher, DiskOrders orders, String name, int events) {
    for (int i = 0; i < events; i++) {
      MaestroEvent event = PowerEvents.event(name, i);
      try {
        publisher.send(event);
        orders.mark(ACCEPTED + EventId.of(event).value() + " " + PowerEvents.kind(i));
      } catch (RuntimeException refused) {
        throw new IllegalStateException("The disk does not fail, and an event is refused", refused);
      }
    }
  }
}
