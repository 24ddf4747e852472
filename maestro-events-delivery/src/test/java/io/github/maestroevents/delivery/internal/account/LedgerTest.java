package io.github.maestroevents.delivery.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.store.JournalStats;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private final Ledger ledger = new Ledger();
  private final Intake intake = new Intake(16, true, "test");

  private PendingEvent takenUp(long sequence) {
    var event = Events.event("a", (int) sequence);
    intake.offer(event);
    PendingEvent pending = new PendingEvent(sequence, event, "a", EncodedEvent.of(event));
    ledger.takenUp(pending);
    return pending;
  }

  private DeliveryStats stats(long inLanes) {
    ledger.publish(new Waiting(inLanes, 0, 0, 0));
    return ledger.stats(
        intake,
        new Moment(
            0,
            Instant.EPOCH,
            CircuitState.CLOSED,
            null,
            false,
            null,
            null,
            false,
            null,
            null,
            JournalStats.EMPTY));
  }

  @Test
  void everyWayOut_isCountedOnce_andFreesItsBytes() {
    ledger.delivered(takenUp(1));
    ledger.deadLettered(takenUp(2));
    ledger.filtered(takenUp(3));
    ledger.handedBack(takenUp(4));
    ledger.droppedByJournal(takenUp(5));
    DeliveryStats stats = stats(0);
    assertThat(stats.balanced()).as("%s", stats).isTrue();
    assertThat(stats.delivered()).isEqualTo(1);
    assertThat(stats.deadLettered()).isEqualTo(1);
    assertThat(stats.filtered()).isEqualTo(1);
    assertThat(stats.rejected()).isEqualTo(1);
    assertThat(stats.dropped()).isEqualTo(1);
    assertThat(stats.heldBytes()).isZero();
    assertThat(ledger.held()).isZero();
  }

  @Test
  void eventOnDiskAlone_takesNoRoomInMemory_andComesBack() {
    InFlightPolicy one = InFlightPolicy.defaults().withMaxEvents(1);
    PendingEvent event = takenUp(1);
    assertThat(ledger.hasRoom(one)).isFalse();
    ledger.movedToDisk(event);
    assertThat(ledger.hasRoom(one)).isTrue();
    assertThat(stats(0).journaled()).isEqualTo(1);
    assertThat(stats(0).heldBytes()).isZero();
    ledger.recalled(event);
    assertThat(ledger.hasRoom(one)).isFalse();
    ledger.delivered(event);
    assertThat(stats(0).balanced()).isTrue();
  }

  @Test
  void eventThatWaitsForTheJournal_countsAsWaiting_andTakesNoRoom() {
    InFlightPolicy one = InFlightPolicy.defaults().withMaxEvents(1);
    PendingEvent event = takenUp(1);
    ledger.beginSpilling(event);
    assertThat(ledger.hasRoom(one)).isTrue();
    assertThat(stats(0).waiting()).isEqualTo(1);
    ledger.endSpilling(event);
    assertThat(ledger.hasRoom(one)).isFalse();
  }

  @Test
  void bytes_boundTheRoom_asEventsDo() {
    PendingEvent event = takenUp(1);
    InFlightPolicy bounds = InFlightPolicy.defaults().withMaxBytes(event.sizeBytes());
    assertThat(ledger.hasRoom(bounds)).isFalse();
    assertThat(ledger.hasRoom(bounds.withMaxBytes(event.sizeBytes() + 1))).isTrue();
  }

  @Test
  void retries_areCounted_andThoseInDoubtApart() {
    ledger.retried(true);
    ledger.retried(false);
    assertThat(stats(0).retried()).isEqualTo(2);
    assertThat(stats(0).retriedInDoubt()).isEqualTo(1);
  }
}
