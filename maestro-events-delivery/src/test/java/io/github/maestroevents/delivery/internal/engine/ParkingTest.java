package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a journal, what a part in trouble holds beyond its share waits on disk, and others pass. */
class ParkingTest {

  private static final int HELD = 16;

  private final PartedPublisher publisher = new PartedPublisher();
  private FakeJournal journal = new FakeJournal();
  private JournalPolicy policy = JournalPolicy.defaults();
  private EngineUnderTest engine;
  private boolean journaled;

  private void open(boolean journaled) {
    this.journaled = journaled;
    engine =
        EngineUnderTest.with(publisher)
            .inFlight(InFlightPolicy.defaults().withMaxEvents(HELD))
            .retry(RetryPolicy.unlimited())
            .acceptance(journaled ? AcceptancePolicy.journaled() : AcceptancePolicy.memory())
            .journal(journal, policy)
            .start();
  }

  private void send(MaestroEvent event) {
    if (journaled) {
      var unused = engine.sendToJournal(event);
    } else {
      engine.send(event);
    }
    run(1);
  }

  private void run(int rounds) {
    for (int i = 0; i < rounds; i++) {
      engine.tick().both();
    }
  }

  /** Events of a part that is away, each of a key of its own, and events of one that is not. */
  private void sendGoodAndBad(int events) {
    publisher.isAway = key -> key.startsWith("bad");
    for (int i = 0; i < events; i++) {
      send(event("good", i));
      send(event("bad" + i, 1));
    }
    run(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void healthyEvents_flow_andTheOthersWaitOnDisk(boolean journaled) {
    open(journaled);
    sendGoodAndBad(200);
    assertThat(publisher.delivered).hasSize(200).allMatch(name -> name.startsWith("good"));
    assertThat(engine.deadLetters).isEmpty();
    assertThat(engine.stats().undelivered()).isEqualTo(200);
    assertThat(engine.stats().parked()).isGreaterThanOrEqualTo(200 - HELD);
    assertThat(engine.stats().waiting() + engine.stats().inFlight()).isLessThanOrEqualTo(HELD);
    assertThat(journal.names()).hasSizeGreaterThanOrEqualTo(200 - HELD);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void parkedEvents_areDelivered_whenTheirPartIsBack(boolean journaled) {
    open(journaled);
    sendGoodAndBad(200);
    publisher.isAway = key -> false;
    engine.runUntilSettled();
    assertThat(publisher.delivered).hasSize(400).doesNotHaveDuplicates();
    assertThat(engine.stats().parked()).isZero();
    engine.advance(Duration.ofSeconds(1)).both();
    assertThat(journal.disk).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void orderOfAKey_holds_whateverWasParked(boolean journaled) {
    open(journaled);
    publisher.isAway = key -> key.startsWith("bad");
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      for (int key = 0; key < 20; key++) {
        send(event("bad" + key, i));
        send(event("good" + key, i));
        sent.add("bad" + key + "/" + i);
      }
    }
    publisher.isAway = key -> false;
    send(event("bad0", 30));
    engine.runUntilSettled();
    sent.add("bad0/30");
    for (int key = 0; key < 20; key++) {
      String prefix = "bad" + key + "/";
      assertThat(publisher.delivered.stream().filter(name -> name.startsWith(prefix)))
          .containsExactlyElementsOf(
              sent.stream().filter(name -> name.startsWith(prefix)).toList());
    }
  }

  @Test
  void partThatIsBack_isNotHeldUp_byOneThatIsStillAway() {
    open(false);
    publisher.isAway = key -> !key.startsWith("good");
    for (int i = 0; i < 200; i++) {
      send(event("good", i));
      send(event("x" + i, 1));
      send(event("y" + i, 1));
    }
    publisher.isAway = key -> key.startsWith("x");
    for (int i = 0; i < 3_000; i++) {
      send(event("good", 200 + i));
    }
    assertThat(publisher.delivered.stream().filter(name -> name.startsWith("y"))).hasSize(200);
  }

  @Test
  void parkedEvents_areTriedEverMoreRarely_whileTheirPartIsAway() {
    open(false);
    sendGoodAndBad(100);
    int before = publisher.attempts;
    for (int second = 0; second < 600; second++) {
      engine.advance(Duration.ofSeconds(1));
      send(event("good", second));
    }
    assertThat(publisher.attempts - before - 600).as("in ten minutes").isLessThan(3_000);
  }

  @Test
  void afterAnOutageOfAll_thePartThatIsStillAway_givesMemoryBack() {
    open(false);
    publisher.isAway = key -> true;
    for (int i = 0; i < HELD; i++) {
      send(event("bad" + i, 1));
    }
    publisher.isAway = key -> key.startsWith("bad");
    for (int i = 0; i < 1_000; i++) {
      engine.advance(Duration.ofMillis(100));
      send(event("good" + i, 1));
    }
    assertThat(publisher.delivered.stream().filter(name -> name.startsWith("good")))
        .hasSizeGreaterThan(990);
  }

  @Test
  void parkedEvents_areThere_afterARestart() {
    open(false);
    sendGoodAndBad(50);
    engine.intake.close();
    engine.loop.drain(0);
    while (!engine.loop.isFinished()) {
      engine.journalTurn().turn();
    }
    journal = journal.reopened();
    publisher.isAway = key -> false;
    open(false);
    engine.runUntilSettled();
    assertThat(publisher.delivered).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void stageOfAParkedEvent_completes_whenThatIsDelivered() {
    open(false);
    sendGoodAndBad(50);
    CompletableFuture<DeliveryOutcome> stage = engine.submit(event("bad49", 2));
    run(5);
    assertThat(stage).isNotDone();
    publisher.isAway = key -> false;
    engine.runUntilSettled();
    assertThat(stage).isCompletedWithValue(DeliveryOutcome.delivered());
  }

  @Test
  void flush_waitsForParkedEvents() {
    open(false);
    sendGoodAndBad(50);
    FlushBarrier barrier = new FlushBarrier(engine.intake.accepted(), 0);
    engine.loop.flush(barrier);
    run(5);
    assertThat(barrier.releaseIfReached()).isFalse();
    publisher.isAway = key -> false;
    engine.runUntilSettled();
    assertThat(barrier.releaseIfReached()).isTrue();
  }

  @Test
  void damagedParkedEvents_areCounted_andDoNotHoldUpTheRest() {
    open(false);
    sendGoodAndBad(50);
    long damaged = journal.disk.lastKey();
    journal.damage(damaged);
    publisher.isAway = key -> false;
    engine.runUntilSettled();
    assertThat(engine.stats().quarantined()).isOne();
    assertThat(publisher.delivered).hasSize(99);
  }

  @Test
  void oldestParkedEvents_makeRoom_whenTheDiskIsFullAndThePolicySaysSo() {
    policy = policy.withWhenFull(WhenFull.DROP_OLDEST);
    journal.maxEvents = 40;
    open(false);
    sendGoodAndBad(100);
    assertThat(engine.stats().discarded()).isPositive();
    publisher.isAway = key -> false;
    engine.runUntilSettled();
    assertThat(publisher.delivered)
        .contains("bad99/1")
        .hasSize((int) (200 - engine.stats().discarded()));
    assertThat(publisher.delivered.stream().filter(name -> name.startsWith("good"))).hasSize(100);
  }

  @Test
  void healthyEvents_flow_whenTheDiskIsFullOfParkedOnes() {
    journal.maxEvents = 40;
    open(false);
    sendGoodAndBad(100);
    send(event("bad0", 2));
    for (int i = 0; i < 50; i++) {
      engine.advance(Duration.ofMillis(500));
      send(event("good", 100 + i));
    }
    assertThat(publisher.delivered.stream().filter(name -> name.startsWith("good")))
        .hasSizeGreaterThan(145);
    assertThat(engine.deadLetters)
        .allMatch(letter -> letter.reason() == DeadLetter.Reason.CROWDED_OUT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void healthyEvents_flow_whileTheDiskFails(boolean newKeys) {
    open(false);
    sendGoodAndBad(50);
    journal.appendFailure = new JournalException("EIO");
    for (int i = 0; i < 200; i++) {
      engine.advance(Duration.ofMillis(500));
      send(event(newKeys ? "bad" + (100 + i) : "bad" + i % 50, 2));
      send(event("good", 100 + i));
    }
    assertThat(publisher.delivered.stream().filter(name -> name.startsWith("good")))
        .hasSizeGreaterThan(240);
  }

  @Test
  void failedEvents_waitForTheirTime_whileTheDiskFails() {
    open(false);
    sendGoodAndBad(50);
    journal.appendFailure = new JournalException("EIO");
    int before = publisher.attempts;
    for (int i = 0; i < 1_000; i++) {
      send(event("good", 100 + i));
    }
    assertThat(publisher.attempts - before - 1_000).as("in five seconds").isLessThan(500);
    assertThat(engine.deadLetters).isEmpty();
  }

  @Test
  void nothingIsGivenUp_whenTheDestinationAndTheDiskFailAsAWhole() {
    journal.maxEvents = 10;
    open(false);
    publisher.isAway = key -> true;
    for (int i = 0; i < HELD; i++) {
      send(event("k" + i, 1));
    }
    for (int i = 0; i < 100; i++) {
      engine.advance(Duration.ofSeconds(1));
      run(1);
    }
    assertThat(engine.deadLetters).isEmpty();
    publisher.isAway = key -> false;
    engine.runUntilSettled();
    assertThat(publisher.delivered).hasSize(HELD);
  }
}
