package io.github.maestroevents.delivery.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class DeliveryForecastTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final DeliveryForecast forecast = new DeliveryForecast();

  /** A minute before the reading overflows. */
  private long now = Long.MAX_VALUE - 60 * SECOND;

  private void seconds(int seconds, LongFunction<DeliveryStats> stats) {
    for (int second = 0; second < seconds; second++) {
      forecast.sampled(stats.apply(second), now);
      now += SECOND;
    }
  }

  private static DeliveryStats queue(long queued) {
    return FakeStats.of("queued", queued, "queueCapacity", 10_000, "accepted", 1_000_000);
  }

  private static DeliveryStats journal(long bytes, long maxBytes) {
    return FakeStats.of("journalBytes", bytes, "journalMaxBytes", maxBytes);
  }

  private static DeliveryStats undelivered(long queued, long journaled) {
    return FakeStats.of("queued", queued, "journaled", journaled);
  }

  @Test
  void nothing_isForetold_beforeAnyFigures() {
    assertThat(forecast.untilQueueFull()).isEmpty();
    assertThat(forecast.untilJournalFull()).isEmpty();
    assertThat(forecast.untilDrained()).isEmpty();
  }

  @Test
  void nothing_isForetold_ofLessThanTenSeconds() {
    seconds(10, second -> queue(100 * second));
    assertThat(forecast.untilQueueFull()).isEmpty();

    seconds(1, second -> queue(1_000));
    assertThat(forecast.untilQueueFull()).contains(Duration.ofSeconds(90));
  }

  @Test
  void queueThatGrows_isFullAtItsRate() {
    seconds(121, second -> queue(10 * second)); // 1,200 of 10,000 now

    assertThat(forecast.untilQueueFull()).contains(Duration.ofSeconds(880));
  }

  @Test
  void queueThatNeitherGrowsNorShrinks_isNeverFullAndNeverDrained() {
    seconds(600, second -> queue(500));

    assertThat(forecast.untilQueueFull()).isEmpty();
    assertThat(forecast.untilDrained()).isEmpty();
  }

  @Test
  void queueThatIsFull_isFullAtOnce() {
    seconds(1, second -> queue(10_000));

    assertThat(forecast.untilQueueFull()).contains(Duration.ZERO);
  }

  @Test
  void queueThatStartsToGrow_isForetoldByTheLastMinute() {
    seconds(300, second -> queue(0));
    seconds(61, second -> queue(100 * second)); // 6,000 now

    assertThat(forecast.untilQueueFull().orElseThrow())
        .isBetween(Duration.ofSeconds(38), Duration.ofSeconds(48));
  }

  @Test
  void queueThatShrinksAgain_isForetoldNotToFill() {
    seconds(200, second -> queue(40 * second));
    seconds(70, second -> queue(8_000 - 100 * second));

    assertThat(forecast.untilQueueFull()).isEmpty();
    assertThat(forecast.untilDrained()).isPresent();
  }

  @Test
  void journalThatGrows_isFullAtItsRate_inBytes() {
    seconds(61, second -> journal(1_000 + 1_000 * second, 1_000_000));

    assertThat(forecast.untilJournalFull()).contains(Duration.ofSeconds(939));
  }

  @Test
  void journalWithoutABound_isNeverFull() {
    seconds(61, second -> journal(1_000 * second, 0));

    assertThat(forecast.untilJournalFull()).isEmpty();
  }

  @Test
  void backlog_isDrainedAtTheRateAtWhichItShrinks_inMemoryAndOnDisk() {
    seconds(121, second -> undelivered(200 - second, 12_000 - 99 * second)); // 200 left

    assertThat(forecast.untilDrained()).contains(Duration.ofSeconds(2));
  }

  @Test
  void backlogAfterAnOutage_isForetoldToDrain_thoughItGrewInTheWindow() {
    seconds(240, second -> undelivered(0, 100 * second));
    seconds(70, second -> undelivered(0, 24_000 - 50 * second));

    assertThat(forecast.untilDrained().orElseThrow())
        .isBetween(Duration.ofSeconds(400), Duration.ofSeconds(430));
  }

  @Test
  void nothingUndelivered_isDrained() {
    seconds(1, second -> undelivered(0, 0));

    assertThat(forecast.untilDrained()).contains(Duration.ZERO);
  }

  @Test
  void drainThatWouldTakeMoreThanAYear_isForetoldNever() {
    seconds(300, second -> undelivered(0, 1L << 50));
    forecast.sampled(undelivered(0, (1L << 50) - 1), now);

    assertThat(forecast.untilDrained()).isEmpty();
  }

  @Test
  void clockThatJumpsAhead_leavesNoRate() {
    seconds(120, second -> queue(10 * second));
    now += TimeUnit.HOURS.toNanos(8);
    seconds(10, second -> queue(9_000));

    assertThat(forecast.untilQueueFull()).isEmpty();
  }

  @Test
  void clockThatJumpsBack_beginsAnew() {
    seconds(120, second -> queue(10 * second));
    now -= TimeUnit.HOURS.toNanos(8);
    seconds(5, second -> queue(50 * second));
    assertThat(forecast.untilQueueFull()).isEmpty();

    seconds(60, second -> queue(300 + 10 * second));
    assertThat(forecast.untilQueueFull()).isPresent();
  }

  @Test
  void figuresThatComeLate_areLeftOut() {
    seconds(61, second -> queue(100 * second));
    forecast.sampled(queue(0), now - 2 * SECOND);

    assertThat(forecast.untilQueueFull()).contains(Duration.ofSeconds(40));
  }

  @Test
  void publisherThatBeginsAnew_isNotMeasuredByItsFormerLife() {
    seconds(120, second -> queue(8_000));
    seconds(20, second -> FakeStats.of("queued", 10 * second, "queueCapacity", 10_000));

    assertThat(forecast.untilQueueFull()).contains(Duration.ofSeconds(981));
  }

  @Test
  void manySamplesAMoment_areNotKept() throws Exception {
    for (int i = 0; i < 1_000_000; i++) {
      forecast.sampled(queue(i / 1_000), now);
      now += SECOND / 1_000;
    }
    var kept = DeliveryForecast.class.getDeclaredField("kept");
    kept.setAccessible(true);

    assertThat((java.util.Deque<?>) kept.get(forecast)).hasSizeLessThanOrEqualTo(61);
  }
}
