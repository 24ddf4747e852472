package io.github.maestroevents.drills.journal;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.testbeds.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One publisher whose disk fills up, and has room again. Used by one thread. */
final class FullDiskRound implements AutoCloseable {

  static final int DISK_MEGABYTES = 24;

  private static final int NEIGHBOUR_MEGABYTES = 8;
  private static final long KEEP_FREE_BYTES = 6 << 20;
  private static final int KEYS = 16;

  /** The load: so many events at once, and then a pause. */
  private static final int BURST = 64;

  private static final Duration BETWEEN_BURSTS = Duration.ofMillis(5);

  /** Sent while nothing at all is free; under JOURNALED each may wait as long as it is allowed. */
  private static final int WITHOUT_ANY_SPACE = 8;

  private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(2);

  /** Sent after the recovery; none of them may be refused. */
  private static final int AFTERWARDS = 1_000;

  private static final int EVENTS_IN_MEMORY = 512;

  /** Small, so that it does not hide the full journal behind it. */
  private static final int QUEUE = 1024;

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final SmallDisk disk;
  private final boolean spills;
  private final WhenFull whenFull;
  private final HostPlan plan;
  private final LineFile accepted;
  private final Meters meters = new Meters();
  private final NonBlockingNotificationPublisher publisher;
  private int sent;
  private long thrown;
  private long longestNanos;

  FullDiskRound(Path home, SmallDisk disk, boolean spills, WhenFull whenFull) {
    this.disk = disk;
    this.spills = spills;
    this.whenFull = whenFull;
    this.plan = HostPlan.of("host", home);
    this.accepted = new LineFile(plan.accepted());
    this.publisher = publisher();
  }

  private NonBlockingNotificationPublisher publisher() {
    NonBlockingPublisherBuilder builder =
        NonBlockingNotificationPublisher.builder(new FileSink(plan))
            .name(plan.name())
            .metrics(meters.metrics())
            .journal(
                SqliteJournal.at(disk.path().resolve("journal")).keepFree(KEEP_FREE_BYTES).open(),
                JournalPolicy.defaults().withWhenFull(whenFull))
            .inFlight(InFlightPolicy.defaults().withMaxEvents(EVENTS_IN_MEMORY))
            .circuitBreaker(CircuitBreakerPolicy.defaults().withOpenFor(Duration.ofMillis(100)));
    if (spills) {
      builder.queue(QueuePolicy.spilling().withCapacity(QUEUE));
    } else {
      builder.acceptance(AcceptancePolicy.journaled(APPEND_TIMEOUT));
    }
    return builder.build();
  }

  FullDiskAccount run(int events) {
    HostHome.sinkIsDown(plan, true);
    disk.neighbourTakes(NEIGHBOUR_MEGABYTES);
    send(events);
    disk.neighbourTakesTheRest();
    send(WITHOUT_ANY_SPACE);
    disk.neighbourTakes(0);
    HostHome.sinkIsDown(plan, false);
    Await.until("everything delivered", DEADLINE, () -> publisher.stats().undelivered() == 0);
    long refused = thrown + publisher.stats().dropped();
    send(AFTERWARDS);
    publisher.close();
    DrillLedger ledger = new DrillLedger();
    ledger.enterAccepted(plan);
    ledger.enterArrived(plan);
    return new FullDiskAccount(
        spills,
        whenFull,
        thrown,
        Duration.ofNanos(longestNanos),
        thrown + publisher.stats().dropped() - refused,
        publisher.stats(),
        meters.agreeWith(publisher.stats()),
        ledger);
  }

  private void send(int events) {
    for (int i = 0; i < events; i++) {
      String key = "key-" + sent % KEYS;
      int number = sent / KEYS;
      sent++;
      send(SampleEvents.step(key, number), key, number);
      if (sent % BURST == 0) {
        Pause.of(BETWEEN_BURSTS);
      }
    }
  }

  private void send(MaestroEvent event, String key, int number) {
    long start = System.nanoTime();
    try {
      publisher.send(event);
      accepted.append(List.of(new EventLine(EventId.of(event).value(), key, number)));
    } catch (RuntimeException refused) {
      thrown++;
    }
    longestNanos = Math.max(longestNanos, System.nanoTime() - start);
  }

  @Override
  public void close() {
    publisher.close(Duration.ZERO);
  }
}
