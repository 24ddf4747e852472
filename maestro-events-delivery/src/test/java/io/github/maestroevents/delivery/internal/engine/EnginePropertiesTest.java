package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.engine.RandomRun.Ending;
import io.github.maestroevents.delivery.internal.engine.RandomRun.Settings;
import io.github.maestroevents.delivery.internal.engine.RememberingDestination.Reply;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Random interleavings of sends, answers of every kind, silence, time, an opening circuit, flushes
 * and the end. {@link RandomRun} checks after every turn: the conservation law, the order of each
 * key at the destination, that no lane is in flight twice, the bound on what is held, and that a
 * flush ends when its events have; and in the end that every event has one fate, which its
 * submitter was told.
 */
class EnginePropertiesTest {

  /** What happens to an engine from outside. */
  private sealed interface Action {

    void on(RandomRun run);

    record Send(String key, int events) implements Action {
      @Override
      public void on(RandomRun run) {
        run.send(key, events);
      }
    }

    record Turn(int afterMillis) implements Action {
      @Override
      public void on(RandomRun run) {
        run.turnAfter(Duration.ofMillis(afterMillis));
      }
    }

    /** So long that every batch in flight is given up. */
    record Silence() implements Action {
      @Override
      public void on(RandomRun run) {
        run.turnAfter(EngineUnderTest.TIMEOUT);
      }
    }

    record Answer(int batch, Reply reply, List<DeliveryOutcome> outcomes) implements Action {
      @Override
      public void on(RandomRun run) {
        run.destination.answer(batch, reply, outcomes);
      }

      @Override
      public String toString() {
        return "Answer[" + batch + ", " + (reply == Reply.OUTCOMES ? outcomes : reply) + "]";
      }
    }

    record ThrowNext() implements Action {
      @Override
      public void on(RandomRun run) {
        run.destination.throwNext();
      }
    }

    record Flush() implements Action {
      @Override
      public void on(RandomRun run) {
        run.flush();
      }
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  @Label("order, accounts and outcomes hold, whatever happens")
  void orderAccountsAndOutcomes_hold_whateverHappens(
      @ForAll("settings") Settings settings,
      @ForAll("actions") List<Action> actions,
      @ForAll Ending ending) {
    RandomRun run = new RandomRun(settings);
    actions.forEach(action -> action.on(run));
    run.end(ending);
  }

  @Provide
  Arbitrary<Settings> settings() {
    return Combinators.combine(
            Arbitraries.of(8, 64),
            Arbitraries.integers().between(1, 8),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(4, 40),
            Arbitraries.integers().between(1, 6),
            Arbitraries.of(false, true))
        .as(Settings::new);
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    return Arbitraries.frequencyOf(
            Tuple.of(6, sends()),
            Tuple.of(8, turns()),
            Tuple.of(6, answers()),
            Tuple.of(1, Arbitraries.create(Action.Silence::new)),
            Tuple.of(1, Arbitraries.create(Action.ThrowNext::new)),
            Tuple.of(1, Arbitraries.create(Action.Flush::new)))
        .list()
        .ofMaxSize(200)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Action> sends() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c", "d", "e"), Arbitraries.integers().between(1, 6))
        .as(Action.Send::new);
  }

  private static Arbitrary<Action> turns() {
    return Arbitraries.integers().between(0, 30).map(Action.Turn::new);
  }

  private static Arbitrary<Action> answers() {
    Arbitrary<Reply> replies =
        Arbitraries.frequency(
            Tuple.of(10, Reply.OUTCOMES),
            Tuple.of(2, Reply.STAGE_FAILED),
            Tuple.of(2, Reply.ACKNOWLEDGEMENT_LOST),
            Tuple.of(1, Reply.STORED_IN_SILENCE),
            Tuple.of(1, Reply.WRONG_COUNT),
            Tuple.of(1, Reply.NULL));
    return Combinators.combine(
            Arbitraries.integers().between(0, 3), replies, outcomes().list().ofSize(3))
        .as(Action.Answer::new);
  }

  private static Arbitrary<DeliveryOutcome> outcomes() {
    return Arbitraries.frequency(
        Tuple.of(5, DeliveryOutcome.delivered()),
        Tuple.of(2, DeliveryOutcome.retryLater(new IOException("busy"))),
        Tuple.of(1, DeliveryOutcome.retryLater(new IOException("busy"), Duration.ofMillis(40))),
        Tuple.of(1, DeliveryOutcome.rejected(new IOException("poison"))));
  }
}
