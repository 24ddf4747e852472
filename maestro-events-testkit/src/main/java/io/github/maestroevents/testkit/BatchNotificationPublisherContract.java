package io.github.maestroevents.testkit;

import static io.github.maestroevents.testkit.Capability.CARRIES_EVENT_IDS;
import static io.github.maestroevents.testkit.Capability.KEEPS_KEY_ORDER;
import static io.github.maestroevents.testkit.Capability.OBSERVABLE_DESTINATION;
import static io.github.maestroevents.testkit.Capability.REFUSES_AFTER_CLOSE;
import static io.github.maestroevents.testkit.Capability.REPORTS_EACH_EVENT;
import static io.github.maestroevents.testkit.PublisherBench.bodies;
import static io.github.maestroevents.testkit.PublisherBench.bodiesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.PublisherClosedException;
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

  /**
   * An event of this ordering key that the destination does not take for now, so that it is to be
   * retried, while it takes the event before it; empty, unless overridden, where a test cannot
   * bring that about. Called after {@link #createPublisher}; the event is handed over as the second
   * of a batch, whose first is delivered.
   */
  protected Optional<EncodedEvent> retriedEvent(String orderingKey) throws Exception {
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
        .isLessThanOrEqualTo(BatchBench.LONGEST_COMPLETION_TIMEOUT);

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
  public final void rule214_sendBatch_reportsEveryEvent_withinItsTimeout() {
    BatchBench batches = batches();
    List<EncodedEvent> largest = batches.largestBatch();

    BatchBench.assertAllDelivered(batches.deliverReporting(largest.subList(0, 1)));
    List<EncodedEvent> rest = largest.subList(Math.min(1, largest.size() - 1), largest.size());
    BatchBench.assertAllDelivered(batches.deliverReporting(rest));

    batches.bench().assertArrivedOnce(largest);
  }

  @Test
  public final void rule215_bothFormsOfSendBatch_giveTheSameOutcomes() {
    BatchBench batches = batches();
    List<List<EncodedEvent>> twins = List.of(someEvents(batches), someEvents(batches));

    List<DeliveryOutcome> first = batches.deliver(twins.get(0));
    List<DeliveryOutcome> second = batches.deliverReporting(twins.get(1));

    assertThat(verdicts(second)).as("outcomes that are reported").isEqualTo(verdicts(first));
  }

  @Test
  public final void rule216_sendBatch_deliversNoLaterEventOfAKey_whenOneIsToBeRetried() {
    BatchBench batches = batches();
    batches.bench().needs(KEEPS_KEY_ORDER);
    List<EncodedEvent> run = batches.batchOfOneRun(2);
    assumeTrue(run.size() == 2, "a batch holds one event of a key");
    EncodedEvent retried = retried(batches, run.get(0).orderingKey());

    List<DeliveryOutcome> outcomes =
        batches.deliverReporting(List.of(run.get(0), retried, run.get(1)));

    assertThat(verdicts(outcomes))
        .as("outcomes of three events of one key, the second of which is not taken for now")
        .containsExactly("Delivered", "RetryLater", "RetryLater");
    batches.bench().assertArrivedOnce(run.subList(0, 1));
  }

  @Test
  public final void rule217_sendBatch_reportsTheOthers_whileOneIsNotTaken() {
    BatchBench batches = batches();
    batches.bench().needs(REPORTS_EACH_EVENT);
    assumeTrue(batches.publisher().limits().maxEvents() >= 3, "a batch holds no neighbours");
    List<EncodedEvent> others = PublisherBench.encoded(TestEvents.ofManyRuns(2));
    EncodedEvent retried = retried(batches, "retried-" + others.get(0).id());

    Reports reports = batches.startReporting(List.of(others.get(0), retried, others.get(1)));

    boolean inTime =
        batches
            .bench()
            .calls
            .readUntil(moment(), () -> reports.has(0) && reports.has(2), reported -> reported);
    assertThat(inTime).as("the neighbours are reported within a moment").isTrue();
    assertThat(verdicts(batches.reported(reports)).get(1)).isEqualTo("RetryLater");
  }

  @Test
  public final void rule218_sendBatch_callsNoEventFiltered() {
    BatchBench batches = batches();
    List<EncodedEvent> healthy = someEvents(batches);
    List<EncodedEvent> afterClose = batches.batchOfOneRun(3);

    List<DeliveryOutcome> outcomes = new ArrayList<>(batches.deliver(healthy));
    batches.bench().closePublisher();
    batches.settled(batches.start(afterClose), afterClose).ifPresent(outcomes::addAll);

    assertThat(verdicts(outcomes)).as("only the engine filters").doesNotContain("Filtered");
  }

  @Test
  public final void rule219_sendBatch_leavesTheBatchAsItIs() {
    BatchBench batches = batches();
    List<EncodedEvent> batch = new ArrayList<>(batches.largestBatch());
    List<EncodedEvent> before = List.copyOf(batch);
    List<Map<String, String>> attributes =
        before.stream().map(event -> Map.copyOf(event.attributes())).toList();

    batches.deliverAll(batch);

    assertThat(batch).as("the list of the batch").isEqualTo(before);
    assertThat(before.stream().map(EncodedEvent::attributes).toList())
        .as("the attributes of its events")
        .isEqualTo(attributes);
    batches.deliverAll(List.copyOf(batches.largestBatch())); // a list that nobody can change
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

  @Test
  public final void rule224_sendBatch_reportsEveryEvent_afterClose() {
    BatchBench batches = batches();
    List<EncodedEvent> batch = batches.batchOfOneRun(3);
    batches.bench().closePublisher();

    List<DeliveryOutcome> outcomes = batches.deliverReporting(batch);

    if (batches.bench().has(REFUSES_AFTER_CLOSE)) {
      assertThat(outcomes)
          .as("outcomes after close")
          .allSatisfy(
              outcome ->
                  assertThat(outcome)
                      .isInstanceOfSatisfying(
                          DeliveryOutcome.RetryLater.class,
                          retry ->
                              assertThat(retry.cause())
                                  .isInstanceOf(PublisherClosedException.class)));
    }
  }

  private EncodedEvent retried(BatchBench batches, String orderingKey) {
    Optional<EncodedEvent> retried =
        batches.bench().calls.within(patience(), "retriedEvent", () -> retriedEvent(orderingKey));
    assumeTrue(retried.isPresent(), "the test has no event that is not taken for now");
    return retried.get();
  }

  /** Two events of two runs, and between them the refused one, if there is one and room for it. */
  private List<EncodedEvent> someEvents(BatchBench batches) {
    List<EncodedEvent> events = new ArrayList<>(PublisherBench.encoded(TestEvents.ofManyRuns(1)));
    if (batches.publisher().limits().maxEvents() >= 3) {
      refusedEvent().ifPresent(events::add);
      events.addAll(PublisherBench.encoded(TestEvents.ofManyRuns(1)));
    }
    return events;
  }

  private static List<String> verdicts(List<DeliveryOutcome> outcomes) {
    return outcomes.stream().map(outcome -> outcome.getClass().getSimpleName()).toList();
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
