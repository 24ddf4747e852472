package io.github.maestroevents.drills.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.testbeds.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The time of day goes back while events lie in the journal: their order is not made of it. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class JumpingClockTest {

  private static final int EVENTS = 60;
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path home;

  @Test
  void journaledEvents_arriveInOrder_whenTheClockJumpsBackBetweenThem() {
    assertOrder(AcceptancePolicy.journaled(), QueuePolicy.spilling());
  }

  @Test
  void spilledEvents_arriveInOrder_whenTheClockJumpsBackBetweenThem() {
    assertOrder(AcceptancePolicy.memory(), QueuePolicy.spilling());
  }

  private void assertOrder(AcceptancePolicy acceptance, QueuePolicy queue) {
    HostPlan plan = HostPlan.of("host", home);
    SetBackClock clock = new SetBackClock();
    HostHome.sinkIsDown(plan, true);
    try (NonBlockingNotificationPublisher first = publisher(plan, acceptance, queue, clock)) {
      send(first, 0, EVENTS / 3);
      clock.setBack(Duration.ofDays(400));
      send(first, EVENTS / 3, 2 * EVENTS / 3);
      first.close(Duration.ZERO);
    }

    clock.setBack(Duration.ofDays(400));
    HostHome.sinkIsDown(plan, false);
    HostPlan after = plan.inLife(2);
    try (NonBlockingNotificationPublisher second = publisher(after, acceptance, queue, clock)) {
      assertThat(second.stats().recovered()).isEqualTo(2 * EVENTS / 3);
      send(second, 2 * EVENTS / 3, EVENTS);
      Await.until("delivery", DEADLINE, () -> second.stats().undelivered() == 0);
    }

    List<Integer> numbers = new ArrayList<>();
    LineFile.read(after.delivered()).forEach(line -> numbers.add(line.number()));
    assertThat(numbers).hasSize(EVENTS).isSorted().doesNotHaveDuplicates();
  }

  private static NonBlockingNotificationPublisher publisher(
      HostPlan plan, AcceptancePolicy acceptance, QueuePolicy queue, DeliveryClock clock) {
    return NonBlockingNotificationPublisher.builder(new FileSink(plan))
        .journal(SqliteJournal.at(plan.journalDirectory()).open())
        .acceptance(acceptance)
        .queue(queue)
        .clock(clock)
        .build();
  }

  private static void send(NonBlockingNotificationPublisher publisher, int from, int to) {
    for (int number = from; number < to; number++) {
      publisher.send(SampleEvents.step("key", number));
    }
  }

  /** The machine's clock, but for a time of day that can be set back. */
  private static final class SetBackClock implements DeliveryClock {

    private volatile Duration behind = Duration.ZERO;

    void setBack(Duration time) {
      behind = behind.plus(time);
    }

    @Override
    public long nanoTime() {
      return DeliveryClock.system().nanoTime();
    }

    @Override
    public Instant now() {
      return DeliveryClock.system().now().minus(behind);
    }
  }
}
