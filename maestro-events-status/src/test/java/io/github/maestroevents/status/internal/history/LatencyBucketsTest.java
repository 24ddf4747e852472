package io.github.maestroevents.status.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {

  @Test
  void bucket_isNeverTooLowAndAtMostAQuarterTooHigh_forEveryLatency() {
    for (long micros = 100; micros < TimeUnit.HOURS.toMicros(30); micros += 1 + micros / 37) {
      long shown = LatencyBuckets.upperBoundMicros(LatencyBuckets.bucket(micros * 1_000));
      assertThat(shown).isBetween(micros, micros + micros / 4 + 100);
    }
  }

  @Test
  void bucket_takesWhatIsOutsideEveryMeasure() {
    assertThat(LatencyBuckets.bucket(0)).isZero();
    assertThat(LatencyBuckets.bucket(Long.MAX_VALUE)).isEqualTo(LatencyBuckets.COUNT - 1);
  }

  @Test
  void percentile_isOfThoseSinceTheLastDrain() {
    LatencyBuckets buckets = new LatencyBuckets();
    buckets.add(TimeUnit.SECONDS.toNanos(100));
    assertThat(LatencyBuckets.percentileMicros(buckets.drain(), 0.5)).isGreaterThan(99_000_000);
    for (int i = 0; i < 98; i++) {
      buckets.add(TimeUnit.MILLISECONDS.toNanos(2));
    }
    buckets.add(TimeUnit.MILLISECONDS.toNanos(900));
    buckets.add(TimeUnit.MILLISECONDS.toNanos(900));
    long[] counts = buckets.drain();

    assertThat(LatencyBuckets.percentileMicros(counts, 0.5)).isBetween(2_000L, 2_500L);
    assertThat(LatencyBuckets.percentileMicros(counts, 0.98)).isBetween(2_000L, 2_500L);
    assertThat(LatencyBuckets.percentileMicros(counts, 0.99)).isBetween(900_000L, 1_125_000L);
  }

  @Test
  void percentile_isMinusOne_whenNothingWasCounted() {
    assertThat(LatencyBuckets.percentileMicros(new LatencyBuckets().drain(), 0.99)).isEqualTo(-1);
  }
}
