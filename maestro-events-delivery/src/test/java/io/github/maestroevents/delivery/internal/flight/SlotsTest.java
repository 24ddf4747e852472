package io.github.maestroevents.delivery.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private final Slots slots = new Slots(4);
  private final List<InFlightBatch> overtaken = new ArrayList<>();
  private long dispatched;

  private InFlightBatch take(boolean inTrouble, long nanos) {
    PendingEvent event = new PendingEvent(1, Events.event("k", 1), "k", null);
    InFlightBatch batch = new InFlightBatch(++dispatched, List.of(event), inTrouble, nanos);
    slots.take(batch);
    return batch;
  }

  private void answered(InFlightBatch batch, long nanos) {
    slots.answered(batch, nanos, overtaken::add);
    slots.free(batch);
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void batches_loseTheirSlots_whenALaterOneIsAnswered() {
    InFlightBatch first = take(false, 0);
    InFlightBatch second = take(true, 0);
    InFlightBatch third = take(false, 0);
    answered(second, 1);
    assertThat(overtaken).containsExactly(first);
    assertThat(first.isOvertaken()).isTrue();
    assertThat(third.isOvertaken()).isFalse();
    assertThat(slots.taken()).isEqualTo(1);
  }

  @Test
  void batchesInTrouble_neverHoldAllSlots() {
    take(true, 0);
    InFlightBatch second = take(true, 0);
    assertThat(slots.hasRoomForTrouble()).isFalse();
    assertThat(slots.hasRoom(0)).isTrue();
    answered(second, 0);
    assertThat(slots.hasRoomForTrouble()).isTrue();
  }

  @Test
  void batchInTrouble_mayGo_whenThereIsOneSlot() {
    assertThat(new Slots(1).hasRoomForTrouble()).isTrue();
  }

  @Test
  void scouts_goEverMoreRarely_whenAllSlotsAreSilent() {
    answered(take(false, 0), millis(1));
    for (int i = 0; i < 4; i++) {
      take(false, 0);
    }
    List<Long> scouts = new ArrayList<>();
    for (long now = 0; now < millis(30_000); now += millis(5)) {
      if (slots.hasRoom(now)) {
        take(false, now);
        scouts.add(TimeUnit.NANOSECONDS.toMillis(now));
      }
    }
    assertThat(scouts).containsExactly(25L, 125L, 525L, 2_125L, 8_525L);
  }

  @Test
  void scouts_waitForManyTimesTheUsualAnswer() {
    for (int i = 0; i < 100; i++) {
      answered(take(false, 0), millis(1_000));
    }
    for (int i = 0; i < 4; i++) {
      take(false, 0);
    }
    assertThat(slots.hasRoom(millis(7_900))).isFalse();
    assertThat(slots.hasRoom(millis(8_100))).isTrue();
  }

  @Test
  void noScoutGoes_toADestinationThatHasNeverAnswered() {
    for (int i = 0; i < 4; i++) {
      take(false, 0);
    }
    assertThat(slots.hasRoom(Long.MAX_VALUE / 2)).isFalse();
  }

  @Test
  void answeredScout_freesAllSlots() {
    answered(take(false, 0), millis(1));
    for (int i = 0; i < 4; i++) {
      take(false, 0);
    }
    answered(take(false, millis(30)), millis(31));
    assertThat(slots.taken()).isZero();
    assertThat(overtaken).hasSize(4);
  }
}
