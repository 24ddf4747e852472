package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.delivered;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Without a journal, after an outage of everything: the destination is back, and a part of it stays
 * away. The others flow again, however much of memory the part holds.
 */
class CrowdingTest {

  private static final Duration A_PAUSE = Duration.ofMillis(40);
  private static final int PAUSES_A_SECOND = 25;
  private static final int HELD = 400;
  private static final int OUTAGE_SECONDS = 120;
  private static final RetryLater DOWN = retryLater(new IOException("down"));

  private final RandomGenerator random = new SplittableRandom(1);
  private Function<String, DeliveryOutcome> answer = key -> delivered();
  private int sent;
  private int goodSent;
  private int goodDelivered;
  private EngineUnderTest engine;

  private final BatchNotificationPublisher destination =
      new BatchNotificationPublisher() {
        @Override
        public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
          return BatchOutcomes.collect(this, batch);
        }

        @Override
        public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
          for (int i = 0; i < batch.size(); i++) {
            String key = batch.get(i).orderingKey();
            DeliveryOutcome outcome = answer.apply(key);
            if (outcome != null) {
              goodDelivered += outcome instanceof DeliveryOutcome.Delivered && isGood(key) ? 1 : 0;
              outcomes.report(i, outcome);
            }
          }
        }

        @Override
        public BatchLimits limits() {
          return BatchLimits.ofEvents(100);
        }
      };

  private static boolean isGood(String key) {
    return key.startsWith("good");
  }

  private void open(boolean withCircuit) {
    engine =
        EngineUnderTest.with(destination)
            .inFlight(InFlightPolicy.defaults().withMaxEvents(HELD))
            .queue(QueuePolicy.defaults().withCapacity(512))
            .circuitBreaker(
                withCircuit ? CircuitBreakerPolicy.defaults() : CircuitBreakerPolicy.disabled())
            .start();
  }

  /** One event each pause, of a key of its own. */
  private void run(int seconds, int badPercent) {
    for (int i = 0; i < seconds * PAUSES_A_SECOND; i++) {
      boolean isGood = random.nextInt(100) >= badPercent;
      goodSent += isGood ? 1 : 0;
      engine.send(event((isGood ? "good" : "bad") + sent++, 1)).advance(A_PAUSE).turn();
    }
  }

  private static Function<String, DeliveryOutcome> away(DeliveryOutcome bad) {
    return key -> isGood(key) ? delivered() : bad;
  }

  private static Function<String, DeliveryOutcome> awayAs(String failure) {
    return switch (failure) {
      case "EVENT" -> away(DOWN.ofEvent());
      case "DESTINATION" -> away(DOWN);
      case "SILENCE" -> away(null);
      default -> throw new IllegalArgumentException(failure);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "EVENT, 50, false",
    "EVENT, 90, false",
    "EVENT, 50, true",
    "EVENT, 90, true",
    "DESTINATION, 50, false",
    "DESTINATION, 70, false",
    "SILENCE, 30, true",
    "SILENCE, 90, true",
  })
  void othersFlow_whenAPartStaysAwayAfterAnOutage(
      String failure, int badPercent, boolean withCircuit) {
    open(withCircuit);
    answer = key -> DOWN;
    run(OUTAGE_SECONDS, badPercent);
    answer = awayAs(failure);
    run(60, badPercent);

    int sentBefore = goodSent;
    int deliveredBefore = goodDelivered;
    run(60, badPercent);

    assertThat(goodDelivered - deliveredBefore).isCloseTo(goodSent - sentBefore, withPercentage(5));
    assertThat(engine.deadLetters)
        .isNotEmpty()
        .allMatch(letter -> letter.reason() == DeadLetter.Reason.CROWDED_OUT)
        .noneMatch(letter -> isGood(letter.orderingKey()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void othersFlow_whenAllOfMemoryAndTheQueueIsOfAPartThatStaysAway(boolean withCircuit) {
    open(withCircuit);
    answer = key -> DOWN;
    run(OUTAGE_SECONDS, 100);
    answer = awayAs("EVENT");
    run(120, 50);

    int sentBefore = goodSent;
    int deliveredBefore = goodDelivered;
    run(60, 50);

    assertThat(goodDelivered - deliveredBefore).isCloseTo(goodSent - sentBefore, withPercentage(5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hardlyAnybodyIsCrowdedOut_whenADestinationThatWasWellFailsAsAWhole(boolean withCircuit) {
    open(withCircuit);
    run(10, 0);
    answer = key -> DOWN;
    for (int i = 0; i < 3 * HELD; i++) {
      engine.send(event("good" + sent++, 1)).advance(Duration.ofMillis(2)).turn();
    }
    run(10, 0);
    assertThat(engine.deadLetters).as("until it shows").hasSizeLessThan(60);
    assertThat(engine.stats().delivered()).isEqualTo(10 * PAUSES_A_SECOND);
  }

  @Test
  void nobodyIsCrowdedOut_whileADestinationRecovers_thatStillFailsOneInThree() {
    open(true);
    answer = key -> DOWN;
    run(OUTAGE_SECONDS, 0);
    answer = key -> random.nextInt(3) > 0 ? delivered() : DOWN;
    run(120, 0);
    assertThat(engine.deadLetters).isEmpty();
    assertThat(engine.stats().delivered()).isGreaterThan(120 * PAUSES_A_SECOND);
  }

  @ParameterizedTest
  @CsvSource({
    "EVENT, false",
    "EVENT, true",
    "DESTINATION, false",
    "DESTINATION, true",
    "SILENCE, false",
    "SILENCE, true",
  })
  void nobodyIsCrowdedOut_whenAPartComesBackLaterThanTheOthers_andAllHaveRoom(
      String failure, boolean withCircuit) {
    open(withCircuit);
    answer = key -> DOWN;
    run(10, 90); // more than the share of trouble, and far less than memory holds
    answer = awayAs(failure);
    run(20, 0);
    answer = key -> delivered();
    run(60, 0);
    engine.tick();

    assertThat(engine.stats().deadLettered()).isZero();
    assertThat(engine.stats().delivered()).isEqualTo(90 * PAUSES_A_SECOND);
  }

  @Test
  void nobodyIsCrowdedOut_whenTheOthersFailAgain_whileAPartIsStillAway() {
    open(true);
    answer = key -> DOWN;
    run(8, 98); // nearly the share of trouble
    answer = awayAs("EVENT");
    run(10, 0);
    answer = key -> DOWN;
    run(4, 0);
    answer = key -> delivered();
    run(60, 0);
    engine.tick();

    assertThat(engine.stats().deadLettered()).isZero();
    assertThat(engine.stats().delivered()).isEqualTo(82 * PAUSES_A_SECOND);
  }

  @Test
  void nobodyIsCrowdedOut_whenMemoryIsFullOfOthersThatAreDelivered() {
    open(true);
    answer = key -> DOWN;
    run(9, 98); // more than the share of trouble
    answer = awayAs("EVENT");
    for (int turn = 0; turn < 20 * PAUSES_A_SECOND; turn++) {
      for (int i = 0; i < HELD; i++) {
        engine.send(event("good" + sent++, 1)); // more than there is room for
      }
      engine.advance(A_PAUSE).turn();
    }
    answer = key -> delivered();
    run(60, 0);
    engine.tick();

    assertThat(engine.stats().deadLettered()).isZero();
    assertThat(engine.stats().undelivered()).isZero();
  }
}
