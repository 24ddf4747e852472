package io.github.maestroevents.delivery.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {

  private final List<PendingEvent> takenBack = new ArrayList<>();
  private final Lanes lanes =
      new Lanes(Integer.MAX_VALUE, InFlightPolicy.defaults().withMaxEvents(8), 0.5, new Ledger());
  private long sequence;

  private PendingEvent add(String key) {
    PendingEvent event = new PendingEvent(++sequence, Events.event(key, (int) sequence), key, null);
    lanes.add(event);
    return event;
  }

  private List<PendingEvent> batch() {
    return lanes.takeBatch(100, 1 << 20, takenBack::add);
  }

  private List<PendingEvent> batchInTrouble() {
    return lanes.takeBatchInTrouble(100, 1 << 20, takenBack::add);
  }

  private void delivered(PendingEvent event) {
    event.departs();
    lanes.answered(event);
  }

  private void failed(PendingEvent event, long dueNanos) {
    event.dueNanos = dueNanos;
    lanes.answered(event);
  }

  @Test
  void lane_landsWithTheLastOfItsOwnEvents_whateverElseTheBatchWaitsFor() {
    PendingEvent a = add("a");
    add("b");
    assertThat(batch()).hasSize(2);
    PendingEvent later = add("a");
    assertThat(batch()).isEmpty();
    delivered(a);
    assertThat(batch()).containsExactly(later);
  }

  @Test
  void failedEvents_goBackInTheirOldOrder_inWhateverOrderTheyWereAnswered() {
    PendingEvent first = add("a");
    PendingEvent second = add("a");
    PendingEvent third = add("a");
    assertThat(batch()).hasSize(3);
    failed(third, 10);
    failed(first, 20);
    delivered(second);
    lanes.wake(19);
    assertThat(batchInTrouble()).isEmpty();
    lanes.wake(20);
    assertThat(batchInTrouble()).as("one in doubt travels alone").containsExactly(first);
    delivered(first);
    assertThat(batch()).containsExactly(third);
  }

  @Test
  void trouble_countsWhatFailingLanesHold_untilTheyAreDelivered() {
    PendingEvent a = add("a");
    add("b");
    assertThat(batch()).hasSize(2);
    failed(a, 0);
    assertThat(lanes.isInTrouble("a")).isTrue();
    assertThat(lanes.isInTrouble("b")).isFalse();
    assertThat(lanes.troubledEvents()).isEqualTo(1);
    add("a");
    add("a");
    assertThat(lanes.isTroubleFull()).isFalse();
    PendingEvent fourth = add("a");
    assertThat(lanes.isTroubleFull()).as("half of 8").isTrue();
    assertThat(fourth.hasDeparted()).isFalse();
    lanes.wake(0);
    assertThat(batchInTrouble()).containsExactly(a);
    delivered(a);
    assertThat(lanes.troubledEvents()).isZero();
    assertThat(lanes.isInTrouble("a")).isFalse();
  }

  @Test
  void lanesInTrouble_haveBatchesOfTheirOwn_untilTheyAreDelivered() {
    PendingEvent failing = add("failing");
    assertThat(batch()).containsExactly(failing);
    failed(failing, 0);
    lanes.wake(0);
    PendingEvent healthy = add("healthy");
    assertThat(lanes.hasReady()).isTrue();
    assertThat(lanes.hasReadyInTrouble()).isTrue();
    assertThat(lanes.readyEvents()).isEqualTo(1);
    assertThat(batch()).containsExactly(healthy);
    assertThat(batchInTrouble()).containsExactly(failing);
    PendingEvent later = add("failing");
    delivered(failing);
    assertThat(lanes.hasReadyInTrouble()).isFalse();
    assertThat(batch()).containsExactly(later);
  }

  @Test
  void stuckLane_isInTrouble_untilItIsAnswered() {
    PendingEvent a = add("a");
    assertThat(batch()).hasSize(1);
    lanes.stuck(a);
    add("a");
    assertThat(lanes.troubledEvents()).isEqualTo(2);
    delivered(a);
    assertThat(lanes.troubledEvents()).isZero();
  }

  @Test
  void drain_takesOutWhatIsInFlightToo_inTheOrderOfAcceptance() {
    PendingEvent a = add("a");
    PendingEvent b = add("b");
    PendingEvent gone = add("c");
    assertThat(batch()).hasSize(3);
    PendingEvent later = add("a");
    delivered(gone);
    failed(b, 5);
    assertThat(lanes.drain()).containsExactly(a, b, later);
    assertThat(lanes.waitingEvents()).isZero();
    assertThat(lanes.troubledEvents()).isZero();
  }
}
