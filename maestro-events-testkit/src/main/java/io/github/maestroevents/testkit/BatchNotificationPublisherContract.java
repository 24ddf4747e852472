package io.github.maestroevents.testkit;

import static io.github.maestroevents.testkit.Capability.CARRIES_EVENT_IDS;
import static io.github.maestroevents.testkit.Capability.KEEPS_KEY_ORDER;
import static io.github.maestroevents.testkit.Capability.OBSERVABLE_DESTINATION;
import static io.github.maestroevents.testkit.Capability.REFUSES_AFTER_CLOSE;
import static io.github.maestroevents.testkit.PublisherBench.bodies;
import static io.github.maestroevents.testkit.PublisherBench.bodiesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * The rules that every {@link BatchNotificationPublisher} keeps, on top of those for every
 * publisher: what the delivery engine relies on when it drives an adapter. Extend it as {@link
 * NotificationPublisherContract}; the rules are explained in {@code docs/publisher-contract.md}.
 */
public abstract class BatchNotificationPublisherContract extends NotificationPublisherContract {

  /** How long {@code sendBatch} may keep its caller, in seconds: {@value}. */
  public static final int DEFAULT_MOMENT_SECONDS = 2;

  private static final Duration LONGEST_COMPLETION_TIMEOUT = Duration.ofMinutes(5);
  private static final long LARGEST_ORDINARY_EVENT_BYTES = 16 * 1024;
  private static final int BATCHES_IN_FLIGHT = 5;

  /** For subclasses. */
  protected BatchNotificationPublisherContract() {}

  @Override
  protected abstract BatchNotificationPublisher createPublisher() throws Exception;

  /**
   * An event that the destination refuses for good while it takes its neighbours of the same batch;
   * empty, unless overridden, for a destination that refuses nothing.
   */
  protected Optional<EncodedEvent> refusedEvent() {
    return Optional.empty();
  }

  /** How long {@code sendBatch} may keep its caller; {@value #DEFAULT_MOMENT_SECONDS} s. */
  protected Duration moment() {
    return Duration.ofSeconds(DEFAULT_MOMENT_SECONDS);
  }

  @Test
  public final void rule201_sendBatch_givesOneOutcomePerEvent() {
    BatchBench batches = batches();
    List<EncodedEvent> largest = batches.largestBatch();

    batches.deliver(largest.subList(0, 1));
    batches.deliver(largest.subList(0, Math.min(2, largest.size())));
    batches.deliver(largest);
  }

  @Test
  public final void rule202_sendBatch_deliversWhatItCallsDelivered() {
    BatchBench batches = batches();
    List<EncodedEvent> largest = batches.largestBatch();

    batches.deliverAll(largest);

    batches.bench().assertArrivedOnce(largest);
  }

  @Test
  public final void rule203_sendBatch_takesEventsWithoutAttributes() {
    BatchBench batches = batches();
    EncodedEvent bare = with(anEvent(), "bare", Map.of());

    batches.deliverAll(List.of(bare));

    batches.bench().assertArrivedOnce(List.of(bare));
  }

  @Test
  public final void rule204_sendBatch_neverTouchesTheBodies() {
    BatchBench batches = batches();
    List<EncodedEvent> batch = batches.batchOfOneRun(3);
    List<String> before = bodies(batch);

    batches.deliverAll(batch);

    assertThat(bodies(batch)).as("the shared payloads after delivery").isEqualTo(before);
  }

  @Test
  public final void rule205_sendBatch_keepsTheOrderOfAKey_withinABatch() {
    BatchBench batches = batches();
    batches.bench().needs(OBSERVABLE_DESTINATION);
    batches.bench().needs(KEEPS_KEY_ORDER);
    List<EncodedEvent> batch = batches.batchOfOneRun(20);
    assumeTrue(batch.size() > 1, "a batch holds one event of a key");

    batches.deliverAll(batch);

    assertThat(bodiesOf(batches.bench().awaitReceived(batch.size()))).isEqualTo(bodies(batch));
  }

  @Test
  public final void rule206_sendBatch_keepsTheOrderOfAKey_acrossBatches() {
    BatchBench batches = batches();
    batches.bench().needs(OBSERVABLE_DESTINATION);
    batches.bench().needs(KEEPS_KEY_ORDER);
    List<EncodedEvent> run = PublisherBench.encoded(TestEvents.ofOneRun(5));

    run.forEach(event -> batches.deliverAll(List.of(event)));

    assertThat(bodiesOf(batches.bench().awaitReceived(run.size()))).isEqualTo(bodies(run));
  }

  @Test
  public final void rule207_limits_areConstantAndLetOrdinaryEventsIn() {
    BatchBench batches = batches();
    BatchLimits before = batches.publisher().limits();

    batches.deliver(batches.largestBatch());

    assertThat(batches.publisher().limits()).as("limits after a batch").isEqualTo(before);
    assertThat(before.maxEventBytes())
        .as("maxEventBytes; Maestro documents events of up to 16 KiB")
        .isGreaterThanOrEqualTo(LARGEST_ORDINARY_EVENT_BYTES);
    batches.bench().closePublisher();
    assertThat(batches.publisher().limits()).as("limits after close").isEqualTo(before);
  }

  @Test
  public final void rule208_sendBatch_givesOutcomesRatherThanThrowing_whenEventsAreOdd() {
    BatchBench batches = batches();
    List<EncodedEvent> odd =
        List.of(
            with(anEvent(), "", Map.of()),
            with(anEvent(), "a key\nwith a line break \u00fc \ud83c\udfac", Map.of()),
            with(anEvent(), "unicode", Map.of("subject", "caf\u00e9/\u65e5\u672c")),
            with(anEvent(), "control", Map.of("subject", "line\r\nbreak\u0000")),
            with(anEvent(), "long".repeat(100), Map.of("subject", "x".repeat(2000))));

    odd.forEach(event -> batches.deliver(List.of(event)));
  }

  @Test
  public final void rule209_sendBatch_returnsWithinAMoment() {
    BatchBench batches = batches();
    List<EncodedEvent> batch = batches.largestBatch();

    CompletionStage<BatchResult> stage = batches.start(batch, moment());

    batches.outcomes(stage, batch);
  }

  @Test
  public final void rule210_sendBatch_completesWithinItsTimeout() {
    BatchBench batches = batches();
    assertThat(batches.publisher().completionTimeout())
        .as("completionTimeout")
        .isPositive()
        .isLessThanOrEqualTo(LONGEST_COMPLETION_TIMEOUT);

    List<EncodedEvent> batch = batches.batchOfOneRun(1);
    CompletionStage<BatchResult> stage = batches.start(batch);

    batches.outcomes(stage, batch); // waits for the timeout that the publisher promised
  }

  @Test
  public final void rule211_sendBatch_takesABatch_whileOthersAreInFlight() {
    BatchBench batches = batches();
    List<List<EncodedEvent>> inFlight = new ArrayList<>();
    List<CompletionStage<BatchResult>> stages = new ArrayList<>();

    for (int i = 0; i < BATCHES_IN_FLIGHT; i++) {
      inFlight.add(batches.batchOfOneRun(3)); // no key is in flight twice
      stages.add(batches.start(inFlight.get(i)));
    }

    for (int i = 0; i < BATCHES_IN_FLIGHT; i++) {
      BatchBench.assertAllDelivered(batches.outcomes(stages.get(i), inFlight.get(i)));
    }
    batches.bench().assertArrivedOnce(inFlight.stream().flatMap(List::stream).toList());
  }

  @Test
  public final void rule212_sendBatch_tellsTheDestinationTheEventIds() {
    BatchBench batches = batches();
    batches.bench().needs(OBSERVABLE_DESTINATION);
    batches.bench().needs(CARRIES_EVENT_IDS);
    List<EncodedEvent> batch = batches.batchOfOneRun(3);

    batches.deliverAll(batch);

    assertThat(batches.bench().awaitReceived(batch.size()))
        .extracting(event -> event.eventId().orElse("none"))
        .containsExactlyInAnyOrderElementsOf(
            batch.stream().map(event -> event.id().value()).toList());
  }

  @Test
  public final void rule213_sendBatch_givesTheOutcomeToTheRightEvent_whenOneIsRefused() {
    Optional<EncodedEvent> refused = refusedEvent();
    assumeTrue(refused.isPresent(), "the destination refuses nothing");
    BatchBench batches = batches();
    assumeTrue(batches.publisher().limits().maxEvents() >= 3, "a batch holds no neighbours");
    List<EncodedEvent> neighbours = PublisherBench.encoded(TestEvents.ofManyRuns(2));

    List<DeliveryOutcome> outcomes =
        batches.deliver(List.of(neighbours.get(0), refused.get(), neighbours.get(1)));

    assertThat(outcomes.get(0)).isInstanceOf(DeliveryOutcome.Delivered.class);
    assertThat(outcomes.get(1)).isInstanceOf(DeliveryOutcome.Rejected.class);
    assertThat(outcomes.get(2)).isInstanceOf(DeliveryOutcome.Delivered.class);
    batches.bench().assertArrivedOnce(neighbours);
  }

  @Test
  public final void rule221_close_leavesNoBatchInFlight() {
    BatchBench batches = batches();
    List<List<EncodedEvent>> inFlight = new ArrayList<>();
    List<CompletionStage<BatchResult>> stages = new ArrayList<>();
    for (int i = 0; i < BATCHES_IN_FLIGHT; i++) {
      inFlight.add(batches.batchOfOneRun(3));
      stages.add(batches.start(inFlight.get(i)));
    }

    batches.bench().closePublisher();

    for (int i = 0; i < BATCHES_IN_FLIGHT; i++) {
      List<EncodedEvent> batch = inFlight.get(i);
      batches
          .settled(stages.get(i), batch)
          .ifPresent(outcomes -> batches.assertDeliveredOnesArrived(batch, outcomes));
    }
  }

  @Test
  public final void rule222_sendBatch_answers_afterClose() {
    BatchBench batches = batches();
    List<EncodedEvent> batch = batches.batchOfOneRun(3);
    batches.bench().closePublisher();

    Optional<List<DeliveryOutcome>> outcomes = batches.settled(batches.start(batch), batch);

    assertThat(outcomes.orElse(List.of()))
        .as("outcomes after close; a closed adapter is no reason to dead-letter")
        .noneMatch(DeliveryOutcome.Rejected.class::isInstance);
  }

  @Test
  public final void rule223_sendBatch_deliversNothing_afterClose() {
    BatchBench batches = batches();
    batches.bench().needs(REFUSES_AFTER_CLOSE);
    List<EncodedEvent> batch = batches.batchOfOneRun(3);
    batches.bench().closePublisher();

    Optional<List<DeliveryOutcome>> outcomes = batches.settled(batches.start(batch), batch);

    assertThat(outcomes.orElse(List.of()))
        .as("outcomes after close")
        .noneMatch(DeliveryOutcome.Delivered.class::isInstance);
    batches.bench().assertArrivedOnce(List.of());
  }

  private BatchBench batches() {
    return new BatchBench(bench(), (BatchNotificationPublisher) bench().publisher);
  }

  private static EncodedEvent anEvent() {
    return EncodedEvent.of(TestEvents.event());
  }

  private static EncodedEvent with(
      EncodedEvent event, String orderingKey, Map<String, String> attributes) {
    return new EncodedEvent(
        event.id(),
        event.type(),
        event.level(),
        orderingKey,
        event.contentType(),
        event.payload(),
        attributes);
  }
}
