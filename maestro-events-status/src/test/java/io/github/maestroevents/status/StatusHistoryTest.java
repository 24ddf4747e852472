package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.status.internal.history.Column;
import io.github.maestroevents.status.internal.history.Timeline;
import io.github.maestroevents.testkit.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatusHistoryTest {

  @Test
  void rows_holdWhatHappenedInEachSecond_notSinceTheStart() {
    Told told = Told.of("audit");
    told.history.delivered(EventType.UNKNOWN, TimeUnit.MILLISECONDS.toNanos(3));
    told.second(Figures.quiet().with("accepted", 10).with("delivered", 4));
    told.second(
        Figures.quiet()
            .with("accepted", 25)
            .with("delivered", 4)
            .with("dropped", 2)
            .with("discarded", 1)
            .with("queued", 7)
            .with("oldestInMemory", Figures.at("00:00:00.500")));

    List<long[]> rows = told.history.timeline().seconds();

    assertThat(rows).extracting(Column.ACCEPTED::of).containsExactly(10L, 15L);
    assertThat(rows).extracting(Column.DELIVERED::of).containsExactly(4L, 0L);
    assertThat(rows).extracting(Column.LOST::of).containsExactly(0L, 3L);
    assertThat(rows).extracting(Column.QUEUED::of).containsExactly(0L, 7L);
    assertThat(rows).extracting(Column.OLDEST_AGE_MILLIS::of).containsExactly(0L, 1_500L);
    assertThat(rows).extracting(Column.END_MILLIS::of).containsExactly(1_000L, 2_000L);
    assertThat(Column.P99_MICROS.of(rows.get(0))).isBetween(3_000L, 3_750L);
    assertThat(Column.P99_MICROS.of(rows.get(1))).isEqualTo(-1);
  }

  @Test
  void minutes_sumCountsAndKeepTheWorstOfAges() {
    Told told = Told.of("audit");
    for (int second = 1; second <= 120; second++) {
      told.second(
          Figures.quiet()
              .with("accepted", 10 * second)
              .with("queued", second == 70 ? 99 : 1)
              .with("oldestInMemory", told.clock.now().minusSeconds(second == 80 ? 40 : 0)));
    }

    List<long[]> minutes = told.history.timeline().minutes();

    assertThat(minutes).hasSize(2);
    assertThat(Column.ACCEPTED.of(minutes.get(0))).isEqualTo(590);
    assertThat(Column.ACCEPTED.of(minutes.get(1))).isEqualTo(600);
    assertThat(Column.QUEUED.of(minutes.get(1))).isEqualTo(99);
    assertThat(Column.OLDEST_AGE_MILLIS.of(minutes.get(1))).isEqualTo(41_000);
  }

  @Test
  void gap_isOneRowThatCoversIt_whenTheDeliveryThreadIsHeld() {
    Told told = Told.of("audit");
    told.second(Figures.quiet());
    told.after(Duration.ofSeconds(30), Figures.quiet().with("delivered", 60));

    long[] row = told.history.timeline().seconds().get(1);

    assertThat(Column.SPAN_MILLIS.of(row)).isEqualTo(30_000);
    assertThat(Column.DELIVERED.of(row)).isEqualTo(60);
  }

  @Test
  void ages_areZero_whenTheMachinesTimeIsSetBack() {
    Told told = Told.of("audit");
    Instant accepted = told.clock.now();
    told.clock.setWall(accepted.minusSeconds(3_600));
    told.second(Figures.quiet().with("oldestInMemory", accepted));

    long[] row = told.history.timeline().seconds().get(0);

    assertThat(Column.OLDEST_AGE_MILLIS.of(row)).isZero();
    assertThat(Column.END_MILLIS.of(row)).isEqualTo(1_000);
  }

  @Test
  void rows_areTheLastOnes_afterDays() {
    Told told = Told.of("audit");
    int seconds = 2 * 86_400;
    for (int second = 1; second <= seconds; second++) {
      told.second(Figures.quiet().with("accepted", second));
    }

    List<long[]> rows = told.history.timeline().seconds();
    List<long[]> minutes = told.history.timeline().minutes();

    assertThat(rows).hasSize(Timeline.SECONDS);
    assertThat(Column.END_MILLIS.of(rows.get(rows.size() - 1))).isEqualTo(seconds * 1_000L);
    assertThat(minutes).hasSize(Timeline.MINUTES);
    assertThat(minutes).extracting(Column.ACCEPTED::of).containsOnly(60L);
  }

  @Test
  void memory_staysBelowHalfAMegabyte_whateverIsTold() {
    int count = 60;
    List<StatusHistory> kept = new ArrayList<>();
    kept.add(full(Told.of("warm-up")));
    long before = usedBytes();
    for (int i = 0; i < count; i++) {
      kept.add(full(Told.of("destination-" + i)));
    }
    long each = (usedBytes() - before) / count;

    System.out.println("A full history takes " + each / 1_024 + " KB");
    assertThat(each).isBetween(200_000L, 500_000L);
    assertThat(kept).hasSize(count + 1);
  }

  @Test
  void lists_areBoundedAndTheirTextsToo() {
    StatusHistory history = full(Told.of("audit"));

    assertThat(history.problems().newestFirst()).hasSize(50);
    assertThat(history.letters().newestFirst()).hasSize(50);
    assertThat(history.attempts().newestFirst()).hasSize(20);
    assertThat(history.failures().newestFirst()).hasSize(20);
    assertThat(history.letters().newestFirst().get(0).cause().length()).isLessThan(350);
    assertThat(history.problems().newestFirst().get(0).text().length()).isLessThan(550);
  }

  @Test
  void failures_areKept_whenManyAttemptsSucceedAfterwards() {
    StatusHistory history = Told.of("audit").history;
    history.attempted(new DeliveryAttempt(3, 300, 1, 2, 0, 1, new IllegalStateException("gone")));
    for (int i = 0; i < 1_000; i++) {
      history.attempted(new DeliveryAttempt(1, 100, 1, 1, 0, 0, null));
    }

    assertThat(history.failures().newestFirst())
        .singleElement()
        .satisfies(line -> assertThat(line.failure()).contains("gone"));
  }

  /** Everything at its longest, twice over. */
  private static StatusHistory full(Told told) {
    MaestroEvent event = TestEvents.event();
    for (int i = 0; i < 100; i++) {
      String text = i + "\u20ac".repeat(3_000);
      told.history.problem(text);
      Throwable failure = new IllegalStateException(text);
      told.history.attempted(new DeliveryAttempt(1, 1, 1, 0, 0, 1, failure));
      told.history.deadLettered(
          new DeadLetter(
              "audit",
              event,
              EventId.of(event),
              text,
              Map.of("secret", text),
              DeadLetter.Reason.REJECTED,
              failure,
              1,
              null,
              told.clock.now()));
    }
    for (int second = 0; second < Timeline.SECONDS; second++) {
      told.second(Figures.quiet().with("accepted", second));
    }
    return told.history;
  }

  private static long usedBytes() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
