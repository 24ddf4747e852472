package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.engine.JournalRun.Settings;
import io.github.maestroevents.delivery.internal.engine.RememberingDestination.Reply;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Random lives of a journal, see {@link JournalRun}: whatever happens, the order of a key holds,
 * the accounts balance, and nothing accepted is lost but what the policy discards or, under SPILL,
 * what was in the memory of a process that died.
 */
class JournalPropertiesTest {

  /** What happens from outside. */
  private record Action(String name, Step step) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Step {
    void on(JournalRun run);
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  @Label("order, accounts and acceptance hold, whatever happens to the disk")
  void orderAccountsAndAcceptance_hold_whateverHappensToTheDisk(
      @ForAll("settings") Settings settings, @ForAll("actions") List<Action> actions) {
    JournalRun run = new JournalRun(settings);
    actions.forEach(action -> action.step.on(run));
    run.end();
  }

  /** The neighbour's have higher numbers, and reading passes over what was written too late. */
  @Example
  void neighboursEvents_areTakenOver_onlyBehindWhatWaitsForRoom() {
    JournalRun run = new JournalRun(new Settings(true, WhenFull.DROP_OLDEST, 8, 5, 5, 6, 5));
    run.send("a", 6);
    run.journalTurn();
    run.turnAfter(Duration.ofMillis(7));
    run.send("a", 8);
    run.journal.maxEvents = 6;
    run.journalTurn();
    run.turnAfter(Duration.ofMillis(40));
    run.neighbourDies(3);
    run.journalTurn();
    run.send("a", 4);
    run.journalTurn();

    run.end();
  }

  @Provide
  Arbitrary<Settings> settings() {
    return Combinators.combine(
            Arbitraries.of(false, true),
            Arbitraries.of(WhenFull.class),
            Arbitraries.of(8, 64),
            Arbitraries.integers().between(1, 8),
            Arbitraries.integers().between(2, 30),
            Arbitraries.integers().between(1, 10),
            Arbitraries.integers().between(1, 10))
        .as(Settings::new);
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    return Arbitraries.frequencyOf(
            Tuple.of(8, sends()),
            Tuple.of(10, turns()),
            Tuple.of(8, of("JournalTurn", JournalRun::journalTurn)),
            Tuple.of(6, answers()),
            Tuple.of(1, of("Silence", run -> run.turnAfter(EngineUnderTest.TIMEOUT))),
            Tuple.of(1, of("SenderGivesUp", JournalRun::senderGivesUp)),
            Tuple.of(1, of("NeighbourDies", run -> run.neighbourDies(3))),
            Tuple.of(1, of("Kill", JournalRun::kill)),
            Tuple.of(1, of("Close", JournalRun::close)),
            Tuple.of(1, diskTroubles()),
            Tuple.of(2, of("DiskRecovers", JournalRun::recoverDisk)))
        .list()
        .ofMaxSize(250)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Action> of(String name, Step step) {
    return Arbitraries.just(new Action(name, step));
  }

  private static Arbitrary<Action> sends() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c", "d"), Arbitraries.integers().between(1, 6))
        .as((key, events) -> new Action("Send " + key + events, run -> run.send(key, events)));
  }

  private static Arbitrary<Action> turns() {
    return Arbitraries.integers()
        .between(0, 30)
        .map(
            millis ->
                new Action("Turn " + millis, run -> run.turnAfter(Duration.ofMillis(millis))));
  }

  private static Arbitrary<Action> diskTroubles() {
    return Arbitraries.of(
        new Action(
            "AppendFails", run -> run.journal.appendFailure = new JournalException("broken")),
        new Action(
            "AppendFailsAfterWriting",
            run -> {
              run.journal.failsAfterWriting = true;
              run.journal.appendFailure = new JournalException("unknown");
            }),
        new Action("ReadFails", run -> run.journal.readFailure = new JournalException("broken")),
        new Action(
            "AcknowledgeFails",
            run -> run.journal.acknowledgeFailure = new JournalException("broken")),
        new Action("Full", run -> run.journal.maxEvents = 6));
  }

  private static Arbitrary<Action> answers() {
    Arbitrary<Reply> replies =
        Arbitraries.frequency(
            Tuple.of(10, Reply.OUTCOMES),
            Tuple.of(2, Reply.STAGE_FAILED),
            Tuple.of(2, Reply.ACKNOWLEDGEMENT_LOST),
            Tuple.of(1, Reply.STORED_IN_SILENCE));
    return Combinators.combine(
            Arbitraries.integers().between(0, 3), replies, outcomes().list().ofSize(3))
        .as(
            (which, reply, outcomes) ->
                new Action(
                    "Answer " + reply + (reply == Reply.OUTCOMES ? outcomes : ""),
                    run -> run.destination.answer(which, reply, outcomes)));
  }

  private static Arbitrary<DeliveryOutcome> outcomes() {
    return Arbitraries.frequency(
        Tuple.of(6, DeliveryOutcome.delivered()),
        Tuple.of(2, DeliveryOutcome.retryLater(new IOException("busy"))),
        Tuple.of(1, DeliveryOutcome.rejected(new IOException("poison"))));
  }
}
