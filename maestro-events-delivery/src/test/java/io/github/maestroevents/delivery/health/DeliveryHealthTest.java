package io.github.maestroevents.delivery.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a destination is said to be degraded or failing: at each threshold, and just below it. */
class DeliveryHealthTest {

  private static final Instant NOW = Instant.parse("2026-11-30T20:00:00Z");

  private static final HealthThresholds THRESHOLDS =
      HealthThresholds.defaults()
          .withCircuitOpen(Duration.ofSeconds(30), Duration.ofSeconds(300))
          .withOldestEvent(Duration.ofSeconds(60), Duration.ofSeconds(900))
          .withDrops(Duration.ofSeconds(600), Duration.ofSeconds(60))
          .withJournalShare(0.75, 0.95)
          .withNoTurn(Duration.ofSeconds(10), Duration.ofSeconds(30))
          .withQueueShare(0.75, 0.95);

  @Test
  void destinationOfWhichNothingIsKnownYet_isHealthy() {
    DeliveryHealth health = health(Figures.healthy());

    assertThat(health.status()).isEqualTo(HealthStatus.HEALTHY);
    assertThat(health.findings()).isEmpty();
    assertThat(health).hasToString("HEALTHY");
  }

  @ParameterizedTest
  @CsvSource({
    "29999, HEALTHY",
    "30000, DEGRADED",
    "299999, DEGRADED",
    "300000, FAILING",
    "-5000, HEALTHY"
  })
  void circuit_countsFromTheTimeThatItIsNotClosed(long millis, HealthStatus expected) {
    for (CircuitState state : List.of(CircuitState.OPEN, CircuitState.HALF_OPEN)) {
      Figures figures = Figures.healthy().with("circuit", state).with("circuitSince", ago(millis));

      assertFinding(figures, HealthReason.CIRCUIT_OPEN, expected);
    }
  }

  @Test
  void closedCircuit_isHealthy_howeverLongItHasBeenSo() {
    assertThat(health(Figures.healthy().with("circuitSince", ago(86_400_000))).status())
        .isEqualTo(HealthStatus.HEALTHY);
  }

  @Test
  void circuitThatHasOnlyJustOpened_countsAsOfThisMoment() {
    Figures figures = Figures.healthy().with("circuit", CircuitState.OPEN);

    assertThat(health(figures).status()).isEqualTo(HealthStatus.HEALTHY);
    assertThat(
            health(figures, THRESHOLDS.withCircuitOpen(Duration.ZERO, HealthThresholds.NEVER))
                .status())
        .isEqualTo(HealthStatus.DEGRADED);
  }

  @ParameterizedTest
  @CsvSource({
    "59999, HEALTHY",
    "60000, DEGRADED",
    "899999, DEGRADED",
    "900000, FAILING",
    "-5000, HEALTHY"
  })
  void oldestEvent_countsByItsAge_whetherInMemoryOrOnDisk(long millis, HealthStatus expected) {
    for (String where : List.of("oldestInMemory", "oldestJournaled")) {
      assertFinding(
          Figures.healthy().with(where, ago(millis)), HealthReason.OLDEST_EVENT, expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, FAILING",
    "59999, FAILING",
    "60000, DEGRADED",
    "599999, DEGRADED",
    "600000, HEALTHY",
    "-5000, FAILING"
  })
  void drop_countsForAWhile_andIsForgotten(long millis, HealthStatus expected) {
    assertFinding(
        Figures.healthy().with("lastDrop", ago(millis)).with("dropped", 7L),
        HealthReason.DROPS,
        expected);
  }

  @ParameterizedTest
  @CsvSource({"7499, HEALTHY", "7500, DEGRADED", "9499, DEGRADED", "9500, FAILING"})
  void journal_countsByItsShareOfTheQuota(long bytes, HealthStatus expected) {
    assertFinding(
        Figures.healthy().with("journalBytes", bytes).with("journalMaxBytes", 10_000L),
        HealthReason.JOURNAL_FILLS,
        expected);
  }

  @Test
  void journalWithoutAQuota_isNeverFull() {
    assertThat(health(Figures.healthy().with("journalBytes", Long.MAX_VALUE)).status())
        .isEqualTo(HealthStatus.HEALTHY);
  }

  @ParameterizedTest
  @CsvSource({"9999, HEALTHY", "10000, DEGRADED", "29999, DEGRADED", "30000, FAILING"})
  void deliveryThread_countsByTheTimeSinceItsLastTurn(long millis, HealthStatus expected) {
    assertFinding(
        Figures.healthy().with("turnAge", Duration.ofMillis(millis)),
        HealthReason.NO_TURN,
        expected);
  }

  @Test
  void closedPublisher_isDegraded_andNothingElseIsSaidOfIt() {
    Figures figures =
        Figures.healthy()
            .with("ended", true)
            .with("paused", true)
            .with("circuit", CircuitState.OPEN)
            .with("circuitSince", ago(3_600_000))
            .with("oldestInMemory", ago(3_600_000))
            .with("queued", 100L);

    assertFinding(figures, HealthReason.CLOSED, HealthStatus.DEGRADED);
    assertThat(text(figures))
        .isEqualTo("closed by the host: no event is accepted or delivered any more");
  }

  @ParameterizedTest
  @CsvSource({"74, HEALTHY", "75, DEGRADED", "94, DEGRADED", "95, FAILING", "100, FAILING"})
  void queue_countsByItsShareOfTheCapacity(long queued, HealthStatus expected) {
    assertFinding(Figures.healthy().with("queued", queued), HealthReason.QUEUE_FILLS, expected);
  }

  @Test
  void queueWithoutACapacity_isNeverFull() {
    assertThat(health(Figures.healthy().with("queueCapacity", 0L).with("queued", 5L)).status())
        .isEqualTo(HealthStatus.HEALTHY);
  }

  @Test
  void pausedDestination_isDegraded_andSaysHowManyWait() {
    assertFinding(
        Figures.healthy().with("paused", true).with("waiting", 1_200L),
        HealthReason.PAUSED,
        HealthStatus.DEGRADED);
    assertThat(
            health(Figures.healthy().with("paused", true).with("waiting", 1_200L))
                .findings()
                .get(0)
                .text())
        .isEqualTo("paused by the host: events are accepted and held, 1,200 wait");
  }

  @Test
  void line_hasTheFigureAndTheThresholdThatItPassed() {
    assertThat(
            text(Figures.healthy().with("oldestInMemory", ago(200_000)).with("waiting", 24_300L)))
        .isEqualTo(
            "the oldest undelivered event is 3 min 20 s old (limit 1 min); 24,300 are undelivered");
    assertThat(
            text(
                Figures.healthy()
                    .with("journalBytes", 900L << 20)
                    .with("journalMaxBytes", 1L << 30)))
        .isEqualTo("the journal is 87.9% full (limit 75%): 900.0 MiB of 1.0 GiB");
    assertThat(text(Figures.healthy().with("lastDrop", ago(0)).with("dropped", 240L)))
        .isEqualTo(
            "events were dropped 0 ms ago (counts for 1 min), since the queue or the journal was"
                + " full; 240 since the start");
  }

  @Test
  void worstDestination_decides_andEachHasItsOwnStatus() {
    Map<String, DeliveryStats> stats = new LinkedHashMap<>();
    stats.put("well", Figures.healthy().stats());
    stats.put("paused", Figures.healthy().with("paused", true).stats());
    stats.put("dead", Figures.healthy().with("turnAge", Duration.ofMinutes(1)).stats());

    DeliveryHealth health = DeliveryHealth.of(stats, THRESHOLDS, NOW);

    assertThat(health.status()).isEqualTo(HealthStatus.FAILING);
    assertThat(health.byDestination())
        .containsExactly(
            Map.entry("well", HealthStatus.HEALTHY),
            Map.entry("paused", HealthStatus.DEGRADED),
            Map.entry("dead", HealthStatus.FAILING));
    assertThat(health.findings("well")).isEmpty();
    assertThat(health.findings("dead"))
        .extracting(HealthFinding::reason)
        .containsExactly(HealthReason.NO_TURN);
    assertThat(health.findings("nobody")).isEmpty();
  }

  @Test
  void loss_isDegraded_forAsLongAsADropCounts_andNeverFailing() {
    Figures figures = Figures.healthy().with("deadLettered", 3L);
    assertThat(health(figures.with("lastLoss", ago(1))).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.reason()).isEqualTo(HealthReason.LOSSES);
              assertThat(finding.status()).isEqualTo(HealthStatus.DEGRADED);
              assertThat(finding.text()).contains("3 dead-lettered");
            });
    assertThat(health(figures.with("lastLoss", ago(600_000))).findings()).isEmpty();
  }

  @Test
  void everything_canBeWrongAtOnce_andIsTold() {
    Figures figures =
        Figures.healthy()
            .with("paused", true)
            .with("circuit", CircuitState.OPEN)
            .with("circuitSince", ago(3_600_000))
            .with("oldestInMemory", ago(3_600_000))
            .with("lastDrop", ago(1))
            .with("lastLoss", ago(1))
            .with("journalBytes", 11_000L)
            .with("journalMaxBytes", 10_000L)
            .with("turnAge", Duration.ofHours(1))
            .with("queued", 100L);

    assertThat(health(figures).findings())
        .extracting(HealthFinding::reason)
        .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(HealthReason.CLOSED)));
  }

  @ParameterizedTest
  @EnumSource(CircuitState.class)
  void nothing_isFound_whenEveryLevelIsOff(CircuitState circuit) {
    HealthThresholds off =
        HealthThresholds.defaults()
            .withCircuitOpen(HealthThresholds.NEVER, HealthThresholds.NEVER)
            .withOldestEvent(HealthThresholds.NEVER, HealthThresholds.NEVER)
            .withDrops(Duration.ZERO, Duration.ZERO)
            .withJournalShare(HealthThresholds.NO_SHARE, HealthThresholds.NO_SHARE)
            .withNoTurn(HealthThresholds.NEVER, HealthThresholds.NEVER)
            .withQueueShare(HealthThresholds.NO_SHARE, HealthThresholds.NO_SHARE);
    Figures figures =
        Figures.healthy()
            .with("circuit", circuit)
            .with("circuitSince", Instant.EPOCH)
            .with("oldestInMemory", Instant.MIN)
            .with("lastDrop", NOW)
            .with("lastLoss", NOW)
            .with("journalBytes", 2L)
            .with("journalMaxBytes", 1L)
            .with("turnAge", Duration.ofDays(9_000))
            .with("queued", 100L);

    assertThat(health(figures, off).findings()).isEmpty();
  }

  private static void assertFinding(Figures figures, HealthReason reason, HealthStatus expected) {
    DeliveryHealth health = health(figures);

    assertThat(health.status()).isEqualTo(expected);
    if (expected == HealthStatus.HEALTHY) {
      assertThat(health.findings()).isEmpty();
    } else {
      assertThat(health.findings()).hasSize(1);
      assertThat(health.findings().get(0).reason()).isEqualTo(reason);
      assertThat(health.findings().get(0).status()).isEqualTo(expected);
      assertThat(health.findings().get(0).destination()).isEqualTo("audit");
    }
  }

  private static String text(Figures figures) {
    return health(figures).findings().get(0).text();
  }

  private static DeliveryHealth health(Figures figures) {
    return health(figures, THRESHOLDS);
  }

  private static DeliveryHealth health(Figures figures, HealthThresholds thresholds) {
    return DeliveryHealth.of(Map.of("audit", figures.stats()), thresholds, NOW);
  }

  private static Instant ago(long millis) {
    return NOW.minusMillis(millis);
  }
}
