package io.github.maestroevents.delivery.internal.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Filtered;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * What a destination reports, against a model that a child could check: the first outcome of each
 * event, until the engine gives the rest up. Reports come in any order, twice, never, for events
 * that do not exist, and after the end.
 */
class OutcomeSinkPropertiesTest {

  enum Kind {
    /** The destination reports one event. */
    REPORT,
    /** It fails as a whole: whatever has no outcome gets this one. */
    REPORT_REST,
    /** It reports an event that is not in the batch. */
    REPORT_NONSENSE,
    /** The delivery thread looks. */
    LOOK,
    /** The delivery thread gives the rest up. */
    GIVE_UP
  }

  record Act(Kind kind, int event, DeliveryOutcome outcome) {}

  @Provide
  Arbitrary<List<Act>> acts() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(10, Kind.REPORT),
            Tuple.of(1, Kind.REPORT_REST),
            Tuple.of(1, Kind.REPORT_NONSENSE),
            Tuple.of(5, Kind.LOOK),
            Tuple.of(1, Kind.GIVE_UP));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 7), outcomes())
        .as(Act::new)
        .list()
        .ofMaxSize(40);
  }

  /** Each tells itself apart from all others. */
  private static Arbitrary<DeliveryOutcome> outcomes() {
    return Arbitraries.of(0, 1, 2, 3)
        .map(
            kind ->
                switch (kind) {
                  case 0 -> DeliveryOutcome.delivered();
                  case 1 -> DeliveryOutcome.rejected(new IOException("never"));
                  case 2 -> DeliveryOutcome.retryLater(new IOException("later"));
                  default -> DeliveryOutcome.filtered();
                });
  }

  @Property
  void eachEvent_hasExactlyOneOutcome_theFirst(
      @ForAll @IntRange(min = 1, max = 8) int events, @ForAll("acts") List<Act> acts) {
    Run run = new Run(events);
    for (Act act : acts) {
      run.on(act);
    }
    run.end();
  }

  /** The model beside the batch. */
  private static final class Run {

    private static final DeliveryOutcome LOST =
        DeliveryOutcome.retryLater(new IOException("no answer in time"));

    private final int events;
    private final Answers answers = new Answers();
    private final InFlightBatch batch;
    private final AnswerSheet sheet;
    private final Map<Integer, DeliveryOutcome> first = new TreeMap<>();
    private final Map<Integer, DeliveryOutcome> settled = new TreeMap<>();
    private boolean givenUp;

    Run(int events) {
      this.events = events;
      batch = new InFlightBatch(1, pending(events), false, 0);
      sheet = new AnswerSheet(answers, batch);
      batch.heldBy(sheet);
    }

    void on(Act act) {
      switch (act.kind) {
        case REPORT -> report(act.event % events, act.outcome);
        case REPORT_REST -> {
          sheet.reportRest(act.outcome);
          IntStream.range(0, events).forEach(event -> expect(event, act.outcome));
        }
        case REPORT_NONSENSE -> reportNonsense(act);
        case LOOK -> look();
        case GIVE_UP -> giveUp();
      }
    }

    private void report(int event, DeliveryOutcome outcome) {
      sheet.report(event, outcome);
      expect(event, outcome);
    }

    private void expect(int event, DeliveryOutcome outcome) {
      if (!givenUp) {
        first.putIfAbsent(event, outcome);
      }
    }

    private void reportNonsense(Act act) {
      for (int event : new int[] {-1, events, events + act.event}) {
        assertThatThrownBy(() -> sheet.report(event, act.outcome))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> sheet.report(act.event % events, null))
          .isInstanceOf(NullPointerException.class);
    }

    /** Sees at once all that was reported, and the batch stands among the answers once. */
    private void look() {
      boolean news = !givenUp && settled.size() < first.size();
      assertThat(answers.isEmpty()).isEqualTo(!news);
      InFlightBatch next = answers.next();
      assertThat(next).isSameAs(news ? batch : null);
      assertThat(answers.next()).isNull();
      settle();
    }

    private void giveUp() {
      batch.answerRest(LOST);
      IntStream.range(0, events).forEach(event -> expect(event, LOST));
      settle();
      batch.letGo();
      givenUp = true;
      while (answers.next() != null) {
        settle(); // what was announced before
      }
    }

    private void settle() {
      for (int event = batch.nextAnswered(0); event >= 0; event = batch.nextAnswered(event + 1)) {
        assertThat(batch.isOpen(event)).isTrue();
        DeliveryOutcome outcome = batch.outcome(event);
        assertThat(settled.put(event, outcome)).as("settled twice").isNull();
        batch.settled(event);
      }
      assertThat(settled.keySet()).isEqualTo(first.keySet());
      assertThat(batch.isSettled()).isEqualTo(first.size() == events);
    }

    void end() {
      giveUp();
      assertThat(settled).hasSize(events);
      settled.forEach((event, outcome) -> assertSame(outcome, first.get(event)));
      Map<Integer, DeliveryOutcome> before = Map.copyOf(settled);
      on(new Act(Kind.REPORT_REST, 0, DeliveryOutcome.delivered()));
      assertThat(answers.isEmpty()).as("late reports are heard by nobody").isTrue();
      before.forEach((event, outcome) -> assertThat(batch.outcome(event)).isSameAs(outcome));
    }

    /** Filtered is the engine's word: said by a destination, the event is tried again. */
    private static void assertSame(DeliveryOutcome settled, DeliveryOutcome reported) {
      if (reported instanceof Filtered) {
        assertThat(settled).isInstanceOf(RetryLater.class);
        assertThat(((RetryLater) settled).cause()).hasMessageContaining("Filtered");
      } else {
        assertThat(settled).isSameAs(reported);
      }
    }
  }

  static List<PendingEvent> pending(int events) {
    List<PendingEvent> pending = new ArrayList<>();
    for (int event = 0; event < events; event++) {
      pending.add(new PendingEvent(event, Events.event("a", event), "a", null));
    }
    return pending;
  }
}
