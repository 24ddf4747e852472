package io.github.maestroevents.delivery.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.delivery.internal.engine.RememberingDestination.Reply;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.travel.Receipt;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Engines one after the other over the same disk, under random actions: the disk fails, fills up
 * and recovers, neighbours die, the process is closed or killed. The order of each key and the
 * accounts are checked after every turn, the fates of all events in the end.
 */
final class JournalRun {

  /** The sizes and policies that decide what can happen. */
  record Settings(
      boolean journaled,
      WhenFull whenFull,
      int queue,
      int batchEvents,
      int held,
      int commitEvents,
      int readAhead) {}

  private static final int MANY_TURNS = 20_000;

  final RememberingDestination destination;
  FakeJournal journal = new FakeJournal();
  private final FakeClock clock = new FakeClock();
  private final Settings settings;
  private final Map<String, Integer> sentPerKey = new HashMap<>();
  private final Map<String, CompletableFuture<Receipt>> receipts = new LinkedHashMap<>();
  private final Set<String> accepted = new HashSet<>();
  private final Set<String> deadLettered = new HashSet<>();
  private EngineUnderTest engine;
  private long discarded;
  private boolean killed;

  JournalRun(Settings settings) {
    this.settings = settings;
    destination = new RememberingDestination(clock);
    engine = open();
  }

  private EngineUnderTest open() {
    return EngineUnderTest.with(destination)
        .clock(clock)
        .acceptance(settings.journaled ? AcceptancePolicy.journaled() : AcceptancePolicy.memory())
        .queue(QueuePolicy.defaults().withCapacity(settings.queue))
        .batch(
            BatchPolicy.defaults()
                .withMaxEvents(settings.batchEvents)
                .withLinger(EngineUnderTest.LINGER))
        .inFlight(
            InFlightPolicy.defaults()
                .withMaxBatches(2)
                .withMaxEvents(settings.held)
                .withMaxBytes(1 << 20))
        .retry(RetryPolicy.unlimited().withDelays(Duration.ofMillis(5), Duration.ofMillis(20)))
        .circuitBreaker(
            CircuitBreakerPolicy.defaults().withWindow(4, 2).withOpenFor(Duration.ofMillis(50)))
        .random(new SplittableRandom(1))
        .journal(
            journal,
            JournalPolicy.defaults()
                .withWhenFull(settings.whenFull)
                .withMaxBatch(settings.commitEvents, 1 << 20)
                .withReadAhead(settings.readAhead, 1 << 20)
                .withAdoptInterval(Duration.ofMillis(40)))
        .start();
  }

  void send(String key, int events) {
    for (int i = 0; i < events; i++) {
      int number = sentPerKey.merge(key, 1, Integer::sum);
      send(key + "/" + number, Events.event(key, number));
    }
  }

  private void send(String name, MaestroEvent event) {
    try {
      if (settings.journaled) {
        receipts.put(name, engine.sendToJournal(event));
      } else if (engine.offer(event) != Intake.Offer.DROPPED) {
        accepted.add(name);
      }
    } catch (EventDeliveryException refused) {
      // the sender has it still
    }
  }

  void senderGivesUp() {
    receipts.values().stream()
        .filter(receipt -> !receipt.isDone())
        .findFirst()
        .ifPresent(receipt -> receipt.cancel(false));
  }

  void neighbourDies(int events) {
    for (int i = 0; i < events; i++) {
      int number = sentPerKey.merge("neighbour", 1, Integer::sum);
      EncodedEvent event = EncodedEvent.of(Events.event("neighbour", number));
      journal.orphans.add(new JournalEntry(number, Instant.EPOCH, event));
      accepted.add("neighbour/" + number);
    }
  }

  void turnAfter(Duration time) {
    engine.advance(time).turn();
    assertThat(destination.breaches).isEmpty();
    assertThat(journal.breaches).isEmpty();
    noteReceipts();
  }

  void journalTurn() {
    engine.journalTurn();
    noteReceipts();
  }

  private void noteReceipts() {
    receipts
        .entrySet()
        .removeIf(
            entry -> {
              CompletableFuture<Receipt> receipt = entry.getValue();
              if (receipt.isDone()
                  && !receipt.isCancelled()
                  && receipt.join() == Receipt.ACCEPTED) {
                accepted.add(entry.getKey());
              }
              return receipt.isDone();
            });
  }

  void recoverDisk() {
    journal.appendFailure = null;
    journal.failsAfterWriting = false;
    journal.readFailure = null;
    journal.acknowledgeFailure = null;
    journal.maxEvents = Integer.MAX_VALUE;
  }

  /** The process dies: what is in memory is gone, and the next one opens the disk. */
  void kill() {
    killed = true;
    reopen();
  }

  private boolean isOver() {
    return engine.stats().undelivered() == 0 && journal.disk.isEmpty() && journal.orphans.isEmpty();
  }

  private boolean isInMemoryOnly(String name) {
    return !settings.journaled && !name.startsWith("neighbour");
  }

  /** The publisher closes, with little time to drain, and the next one opens the disk. */
  void close() {
    recoverDisk();
    engine.intake.close();
    engine.loop.drain(Duration.ofMillis(3).toNanos());
    for (int turns = 0; !engine.loop.isFinished(); turns++) {
      assertThat(turns).as("the close is stuck with %s", engine.stats()).isLessThan(MANY_TURNS);
      journalTurn();
      turnAfter(Duration.ofMillis(1));
    }
    engine.loop.terminate();
    DeliveryStats stats = engine.stats();
    assertThat(stats.undelivered()).as("%s", stats).isEqualTo(stats.journaled());
    if (!journal.everFailedAfterWriting) { // else one may be counted that its sender has back
      assertThat(stats.journaled()).as("%s", stats).isEqualTo(journal.disk.size());
    }
    reopen();
  }

  private void collectBooks() {
    engine.deadLetters.forEach(letter -> deadLettered.add(Events.name(letter.event())));
    discarded += engine.stats().discarded();
  }

  private void reopen() {
    collectBooks();
    receipts.clear();
    destination.senderDied();
    FakeJournal next = journal.reopened();
    next.orphans.addAll(journal.orphans);
    journal = next;
    engine = open();
  }

  void end() {
    recoverDisk();
    for (int turns = 0; !isOver(); turns++) {
      assertThat(turns)
          .as("the engine is stuck with %s and %s on disk", engine.stats(), journal.disk.keySet())
          .isLessThan(MANY_TURNS);
      while (destination.openBatches() > 0) {
        destination.answer(0, Reply.OUTCOMES, List.of(DeliveryOutcome.delivered()));
      }
      journalTurn();
      turnAfter(Duration.ofMillis(1 + turns / 10));
    }
    collectBooks();
    checkFates();
  }

  private void checkFates() {
    if (killed) {
      accepted.removeIf(this::isInMemoryOnly);
    }
    List<String> lost = new ArrayList<>(accepted);
    lost.removeIf(name -> destination.hasStored(name) || deadLettered.contains(name));
    if (killed && settings.whenFull == WhenFull.DROP_OLDEST) {
      return; // a process that dies takes with it what it has just discarded and not yet counted
    }
    assertThat(lost.size())
        .as("lost: %s, of which %d discarded", lost, discarded)
        .isLessThanOrEqualTo((int) discarded);
  }
}
