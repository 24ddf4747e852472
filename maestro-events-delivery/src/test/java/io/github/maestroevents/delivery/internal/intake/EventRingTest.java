package io.github.maestroevents.delivery.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRingTest {

  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final TickingClock clock = new TickingClock();
  private final EventRing ring = new EventRing(4, clock, PATIENCE_NANOS);

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 4", "5, 8", "1000, 1024", "16777216, 16777216"})
  void capacity_isRoundedUpToAPowerOfTwo(int asked, int capacity) {
    assertThat(new EventRing(asked, clock, 0).capacity()).isEqualTo(capacity);
  }

  @Test
  void events_comeOutInTheOrderOfTheirOffers_roundAfterRound() {
    for (int round = 0; round < 5; round++) {
      offer("a", "b", "c");
      assertThat(List.of(ring.poll(), ring.poll(), ring.poll())).containsExactly("a", "b", "c");
      assertThat(ring.poll()).isNull();
    }
    assertThat(ring.offered()).isEqualTo(15);
  }

  @Test
  void offer_isRefused_whenTheRingIsFull_andTakenAgainWhenThereIsRoom() {
    offer("a", "b", "c", "d");
    assertThat(ring.offer("e")).isFalse();
    assertThat(ring.size()).isEqualTo(4);
    assertThat(ring.offered()).isEqualTo(4);

    assertThat(ring.poll()).isEqualTo("a");
    assertThat(ring.offer("e")).isTrue();
    assertThat(ring.offer("f")).isFalse();
  }

  @Test
  void takenEvents_areNotHeldByTheRing() {
    offer("a");
    assertThat(ring.poll()).isEqualTo("a");
    assertThat(ring.slots).containsOnlyNulls();
  }

  @Test
  void poll_waitsForNobody_whenAPlaceIsClaimedAndNotFilled() {
    int slot = claim();
    offer("behind");

    assertThat(ring.poll()).isNull();
    assertThat(ring.isEmpty()).isFalse();
    assertThat(clock.elapsedMillis()).isZero();

    fill(slot, "late");
    assertThat(ring.poll()).isEqualTo("late");
    assertThat(ring.poll()).isEqualTo("behind");
  }

  @Test
  void pollOrSkip_goesOnBehindAPlaceThatStaysEmpty_andCountsIt() {
    int unused = claim();
    offer("behind");

    assertThat(ring.pollOrSkip()).isEqualTo("behind");
    assertThat(ring.unfilled()).isEqualTo(1);
    assertThat(ring.pollOrSkip()).isNull();
    assertThat(ring.isEmpty()).isTrue();
  }

  @Test
  void pollOrSkip_isPatientOnce_howeverManyPlacesStayEmpty() {
    for (int place = 0; place < 4; place++) {
      int unused = claim();
    }
    assertThat(ring.pollOrSkip()).isNull();
    assertThat(ring.unfilled()).isEqualTo(4);
    assertThat(clock.elapsedMillis()).isBetween(50L, 60L);
  }

  @Test
  void pollOrSkip_handsOutAnEventThatComesAfterItsPlaceWasPassedOver() {
    int slot = claim();
    assertThat(ring.pollOrSkip()).isNull();
    assertThat(ring.unfilled()).isEqualTo(1);

    fill(slot, "late");
    assertThat(ring.pollOrSkip()).isEqualTo("late");
    assertThat(ring.unfilled()).isZero();
    assertThat(ring.pollOrSkip()).isNull();
  }

  @Test
  void placePassedOver_isNeverClaimedAgain_soThatItsLateEventIsNobodyElses() {
    int slot = claim();
    assertThat(ring.pollOrSkip()).isNull();

    offer("a", "b", "c"); // the rest of the round
    assertThat(ring.pollOrSkip()).isEqualTo("a");
    assertThat(ring.offer("into the place passed over")).isFalse();

    fill(slot, "late");
    assertThat(List.of(ring.pollOrSkip(), ring.pollOrSkip(), ring.pollOrSkip()))
        .containsExactly("late", "b", "c");
    assertThat(ring.pollOrSkip()).isNull();
  }

  @Test
  void pollOrSkip_waitsForAProducerThatIsJustSlow() throws InterruptedException {
    EventRing patient = new EventRing(4, DeliveryClock.system(), Deadline.LONG.toNanos());
    assertThat(patient.claimed.claim(0)).isTrue();
    Thread producer = new Thread(() -> patient.slots[0] = "slow");
    producer.start();
    assertThat(patient.pollOrSkip()).isEqualTo("slow");
    producer.join();
  }

  @Test
  void pollOrSkip_waitsThoughItsThreadIsInterrupted_andKeepsTheFlag() {
    int unused = claim();
    Thread.currentThread().interrupt();
    assertThat(ring.pollOrSkip()).isNull();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(clock.elapsedMillis()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void manyProducers_loseNothing_doubleNothing_andKeepTheirOwnOrder() throws InterruptedException {
    int producers = 4;
    int each = 50_000;
    EventRing small = new EventRing(64, DeliveryClock.system(), 0);
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int producer = 0; producer < producers; producer++) {
      int number = producer;
      Thread thread = new Thread(() -> offerAll(small, begin, number, each));
      threads.add(thread);
      thread.start();
    }
    begin.countDown();
    Map<Integer, Integer> next = new HashMap<>();
    int left = producers * each;
    while (left > 0) {
      int[] event = (int[]) small.poll();
      if (event == null) {
        Thread.onSpinWait();
        continue;
      }
      assertThat(event[1]).isEqualTo(next.merge(event[0], 1, Integer::sum) - 1);
      left--;
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(small.poll()).isNull();
    assertThat(small.offered()).isEqualTo((long) producers * each);
  }

  private static void offerAll(EventRing ring, CountDownLatch begin, int number, int events) {
    Deadline.await(begin);
    for (int i = 0; i < events; i++) {
      int[] event = {number, i};
      while (!ring.offer(event)) {
        Thread.onSpinWait();
      }
    }
  }

  private void offer(String... events) {
    for (String event : events) {
      assertThat(ring.offer(event)).isTrue();
    }
  }

  /** What a producer has done that stops in the middle of its offer; returns the place. */
  private int claim() {
    long place = ring.claimed.value;
    assertThat(ring.claimed.claim(place)).isTrue();
    return (int) place % ring.capacity();
  }

  /** What it does when it goes on. */
  private void fill(int slot, String event) {
    ring.slots[slot] = event;
  }
}
