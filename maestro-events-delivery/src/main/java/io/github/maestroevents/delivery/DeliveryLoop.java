package io.github.maestroevents.delivery;

import io.github.maestroevents.delivery.DeadLetter.Reason;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The delivery engine of one destination, one turn at a time: settle what was answered, wake what
 * is due, take up what was accepted, dispatch what is full or has lingered.
 *
 * <p>Plain single-threaded code that is told the time: the delivery thread calls {@link #runOnce}
 * and learns when to come back. What other threads may call says so.
 */
final class DeliveryLoop {

  private static final long NEVER_CLOSED = Long.MAX_VALUE;

  private final Intake intake;
  private final Answers answers;
  private final Destination destination;
  private final DeliveryClock clock;
  private final DeliveryLog log;
  private final Ledger ledger = new Ledger();
  private final Lanes lanes;
  private final FlushBarriers flushes = new FlushBarriers();
  private final Departures departures;
  private final CircuitBreaker breaker;
  private final InFlightWindow window;
  private final TakeUp takeUp;
  private final DropReport drops;
  private final BatchSize batchSize;
  private final long lingerNanos;
  private final int maxHeld;

  private long nextTickNanos;
  private boolean finished;

  /** How long the drain may last, from the closing thread to the delivery thread. */
  private volatile long drainNanos = NEVER_CLOSED;

  private boolean draining;
  private long drainDeadlineNanos;

  /** Publishes the end of the delivery thread to threads that were sending at that moment. */
  private volatile boolean terminated;

  DeliveryLoop(
      EngineSettings settings,
      Intake intake,
      Answers answers,
      Destination destination,
      DeliveryLog log,
      RandomGenerator random) {
    this.intake = intake;
    this.answers = answers;
    this.destination = destination;
    this.clock = settings.clock();
    this.log = log;
    this.departures =
        new Departures(settings.name(), settings.deadLetterHandler(), clock, ledger, flushes, log);
    this.batchSize = BatchSize.of(settings.batch(), destination.limits());
    this.lanes = new Lanes(batchSize.maxEventsPerKey());
    this.breaker = new CircuitBreaker(settings.circuitBreaker(), settings.circuitListener(), log);
    this.window =
        new InFlightWindow(
            destination,
            answers,
            ledger,
            new Settlement(lanes, ledger, new Backoff(settings.retry(), random), departures, log),
            breaker,
            log,
            settings.inFlight().maxBatches(),
            settings.batchTimeout() == null
                ? destination.defaultTimeoutNanos()
                : settings.batchTimeout().toNanos());
    this.maxHeld = settings.inFlight().maxEvents();
    this.takeUp = new TakeUp(intake, destination, lanes, ledger, departures, settings.inFlight());
    this.drops = new DropReport(intake, settings.dropListener(), log);
    this.lingerNanos = settings.batch().linger().toNanos();
    this.nextTickNanos = clock.nanoTime();
  }

  /**
   * One turn.
   *
   * @param now the clock's reading
   * @return the reading at which the next turn is due; sooner if an answer is in by then
   */
  long runOnce(long now) {
    flushes.begin(ledger); // before anything leaves in this turn
    beginDrain(now);
    window.collect(now);
    window.expire(now);
    breaker.tick(now);
    lanes.wake(now);
    boolean lingered = now - nextTickNanos >= 0;
    if (lingered) {
      nextTickNanos = now + lingerNanos;
    }
    if (!isDrainOver(now)) {
      takeUpAndDispatch(now, lingered || flushes.isActive() || draining);
    }
    window.reportSilence(now);
    drops.run(now);
    endDrain(now);
    ledger.publish(lanes.waitingEvents());
    flushes.release();
    return nextTurnNanos();
  }

  /** Alternates between the two, so that the destination works while further events are encoded. */
  private void takeUpAndDispatch(long now, boolean partial) {
    int takenInAll = 0;
    int taken;
    do {
      taken = takeUp.run(batchSize.maxEvents(), now);
      takenInAll += taken;
      dispatch(now, (partial && taken == 0) || lanes.haveLingered());
    } while (taken > 0 && takenInAll < maxHeld);
  }

  private void dispatch(long now, boolean partial) {
    Instant time = clock.now();
    while (lanes.hasReady() && window.hasRoom() && (partial || batchSize.isReachedBy(lanes))) {
      List<PendingEvent> batch =
          lanes.takeBatch(batchSize.maxEvents(), batchSize.maxBytes(), departures::takenBack);
      if (!batch.isEmpty()) {
        window.dispatch(batch, now, time);
      }
    }
  }

  private long nextTurnNanos() {
    answers.await(!window.isEmpty() && (isHeldUp() || flushes.isActive() || draining));
    return breaker.nextChangeNanos(window.nextDeadlineNanos(lanes.nextDueNanos(nextTickNanos)));
  }

  /** Whether an answer would let events go: those behind one in flight, or a full batch. */
  private boolean isHeldUp() {
    return lanes.haveBlocked()
        || lanes.haveLingered()
        || lanes.readyEvents() >= batchSize.maxEvents()
        || !takeUp.hasRoom();
  }

  private void beginDrain(long now) {
    if (!draining && drainNanos != NEVER_CLOSED) {
      draining = true;
      drainDeadlineNanos = now + drainNanos;
    }
  }

  /** In the turn that gives the rest up nothing is dispatched any more: it would be both. */
  private boolean isDrainOver(long now) {
    return draining && (now - drainDeadlineNanos >= 0 || drainNanos == 0);
  }

  private void endDrain(long now) {
    if (!draining) {
      return;
    }
    boolean empty = ledger.held() == 0 && intake.isEmpty();
    if (empty) {
      finished = true;
    } else if (isDrainOver(now)) {
      giveUpAll(now);
      finished = true;
    }
  }

  private void giveUpAll(long now) {
    Throwable cause = departures.closed();
    List<PendingEvent> inDoubt = window.abandon(now);
    long events = inDoubt.size();
    for (PendingEvent event : inDoubt) {
      departures.giveUp(event, Reason.CLOSED, cause, now);
    }
    List<PendingEvent> waiting = lanes.drain();
    events += waiting.size();
    for (PendingEvent event : waiting) {
      departures.giveUp(event, Reason.CLOSED, cause, now);
    }
    events += takeUp.giveUpRest(cause, now);
    if (events > 0) {
      log.leftOver(events);
    }
  }

  /** Whether the last turn has been. */
  boolean isFinished() {
    return finished;
  }

  /**
   * Closes the destination and settles what was accepted in the last moment. After the last turn.
   */
  void terminate() {
    try {
      destination.close();
    } catch (Throwable thrown) { // the host's code; the engine ends in order all the same
      log.closeFailed("publisher", thrown);
    }
    terminated = true;
    giveUpLate();
    departures.close();
  }

  /**
   * Accounts for events accepted, and callers of {@code flush} come, while the engine ended. Called
   * by threads that saw the publisher close; does nothing while the delivery thread still serves
   * them.
   */
  void collectLate() {
    if (terminated) {
      giveUpLate();
    }
  }

  private synchronized void giveUpLate() {
    long now = clock.nanoTime();
    takeUp.giveUpRest(departures.closed(), now);
    flushes.begin(ledger);
    ledger.publish(lanes.waitingEvents());
    flushes.release();
  }

  /**
   * Starts the drain: from now on the engine ends when it is empty or the time is over. Any thread.
   */
  synchronized void drain(long nanos) {
    drainNanos = Math.min(drainNanos, nanos); // whoever wants the sooner end gets it
  }

  /** Registers a caller of {@code flush}. Any thread. */
  void flush(FlushBarrier barrier) {
    flushes.add(barrier);
  }

  /** Where every event is. Any thread. */
  DeliveryStats stats() {
    return ledger.stats(intake, breaker.state());
  }

  /** Whether the destination is being called. Any thread. */
  CircuitState circuit() {
    return breaker.state();
  }

  /** Whether an answer waits to be collected. */
  boolean hasAnswers() {
    return !answers.isEmpty();
  }
}
