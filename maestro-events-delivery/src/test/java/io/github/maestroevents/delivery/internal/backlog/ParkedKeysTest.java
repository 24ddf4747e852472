package io.github.maestroevents.delivery.internal.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@link Parking} and {@link Trials}, without an engine around them. */
class ParkedKeysTest {

  private final Parking parking = new Parking();
  private final Trials trials = new Trials(parking, 0);
  private final Set<String> inMemory = new HashSet<>();

  private List<Long> tryAt(long millis) {
    return trials.choose(1_000, 64, inMemory::contains, TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void keysOfAllParts_areTriedInTurn_theOldestEventsFirst() {
    for (int i = 1; i <= 100; i++) {
      parking.add("x" + i, "x", i);
      parking.add("y" + i, "y", 100 + i);
    }
    assertThat(tryAt(499)).as("too soon").isEmpty();
    assertThat(tryAt(500)).containsExactly(1L, 2L, 3L, 4L, 101L, 102L, 103L, 104L);
  }

  @Test
  void keyWithOlderEventsInMemory_isNotTried() {
    parking.add("a", null, 1);
    inMemory.add("a");
    assertThat(tryAt(500)).isEmpty();
    inMemory.clear();
    assertThat(tryAt(1_500)).containsExactly(1L);
  }

  @Test
  void keyWithAnOlderEventOnTheWayToTheDisk_isNotTried() {
    parking.expectOlder("a", null);
    parking.add("a", null, 2);
    assertThat(tryAt(500)).isEmpty();
    parking.add("a", null, 1);
    parking.expectNoMore("a", true);
    assertThat(tryAt(1_500)).containsExactly(1L, 2L);
  }

  @Test
  void keyIsNotTried_beforeAllItsOlderEventsAreOnDisk_inWhateverOrderTheyAreWritten() {
    parking.expectOlder("k", null);
    parking.expectOlder("k", null);
    parking.add("k", null, 2);
    parking.expectNoMore("k", true);
    assertThat(tryAt(500)).isEmpty();
    parking.add("k", null, 1);
    parking.expectNoMore("k", true);
    assertThat(tryAt(1_500)).containsExactly(1L, 2L);
  }

  @Test
  void everMoreAreTried_whileTheyAreDelivered_andFewAgainWhenNot() {
    for (int i = 1; i <= 1_000; i++) {
      parking.add("a", "part", i);
    }
    int expected = ParkedPart.FEW;
    long next = 1;
    for (int look = 0; look < 5; look++) {
      List<Long> tried = tryAt(500 + look);
      assertThat(tried).hasSize(expected).startsWith(next);
      for (long sequence : tried) {
        parking.remove("a", sequence);
      }
      next += expected;
      expected = Math.min(expected * 2, Trials.FEW << (look + 1));
    }
    parking.add("a", "part", next - 1); // came back
    assertThat(tryAt(505)).isEmpty();
    assertThat(tryAt(1_100)).hasSize(ParkedPart.FEW).startsWith(next - 1);
  }

  @Test
  void trials_areEverRarer_whileTheyFail_thirtySecondsAtLast() {
    parking.add("a", "part", 1);
    int tries = 0;
    for (long millis = 0; millis <= 600_000; millis += 100) {
      for (long sequence : tryAt(millis)) {
        parking.remove("a", sequence);
        parking.add("a", "part", sequence);
        tries++;
      }
    }
    assertThat(tries).isBetween(20, 30);
  }

  @Test
  void index_isFull_whenItsKeysOrItsEventsAreTooMany() {
    for (int i = 0; parking.hasRoom(); i++) {
      parking.add("k" + i, null, i);
    }
    assertThat(parking.onDisk()).isBetween(30_000, 33_000);
    assertThat(parking.oldest(3)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void lostEvent_isForgotten_whateverItsKey() {
    parking.add("a", "x", 1);
    parking.add("b", "y", 2);
    parking.lose(2);
    assertThat(parking.onDisk()).isOne();
    assertThat(parking.holds("b")).isFalse();
    assertThat(parking.parts()).isOne();
  }
}
