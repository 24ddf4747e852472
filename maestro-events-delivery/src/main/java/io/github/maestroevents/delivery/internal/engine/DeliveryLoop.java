package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.account.Acknowledgements;
import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.account.Departures;
import io.github.maestroevents.delivery.internal.account.DropReport;
import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.internal.account.FlushBarriers;
import io.github.maestroevents.delivery.internal.account.JournalLog;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.backlog.Backlog;
import io.github.maestroevents.delivery.internal.breaker.CircuitBreaker;
import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.Destination;
import io.github.maestroevents.delivery.internal.flight.Backoff;
import io.github.maestroevents.delivery.internal.flight.BatchSize;
import io.github.maestroevents.delivery.internal.flight.InFlightWindow;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.flight.Settlement;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.internal.wait.SenderGate;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The delivery engine of one destination, one turn at a time: settle what was answered, wake what
 * is due, take up what was accepted, dispatch what is full or has lingered.
 *
 * <p>Plain single-threaded code that is told the time: the delivery thread calls {@link #runOnce}
 * and learns when to come back. What other threads may call says so.
 */
public final class DeliveryLoop implements SenderGate {

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
  private final Acknowledgements acknowledgements = new Acknowledgements();

  /** Null without a journal, as is the next. */
  private final @Nullable JournalLink journal;

  private final @Nullable Backlog backlog;
  private final BatchSize batchSize;
  private final long lingerNanos;
  private final int maxHeld;

  private final Drain drain;
  private long nextTickNanos;

  /** Publishes the host's wish from its thread to the delivery thread and to senders. */
  private volatile boolean paused;

  /** Counted on the senders' threads, taken by the delivery thread in every turn. */
  private final LongAdder sendersTimedOut = new LongAdder();

  /** Publishes the end of the delivery thread to threads that were sending at that moment. */
  private volatile boolean terminated;

  public DeliveryLoop(
      EngineSettings settings,
      Intake intake,
      Answers answers,
      Destination destination,
      Preparation preparation,
      @Nullable JournalLink journal,
      Logger logger,
      RandomGenerator random) {
    DeliveryLog log = new DeliveryLog(logger, settings.name());
    this.journal = journal;
    this.intake = intake;
    this.answers = answers;
    this.destination = destination;
    this.clock = settings.clock();
    this.log = log;
    this.departures =
        new Departures(
            settings.name(),
            settings.deadLetterHandler(),
            clock,
            ledger,
            flushes,
            acknowledgements,
            log);
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
    this.backlog =
        journal == null
            ? null
            : new Backlog(
                journal.desk(),
                journal.settings().policy(),
                settings.inFlight(),
                settings.acceptance().isJournaled(),
                preparation,
                this::isInTrouble,
                lanes,
                ledger,
                departures,
                flushes,
                acknowledgements,
                new JournalLog(logger, settings.name()));
    this.takeUp =
        new TakeUp(
            intake,
            preparation,
            journal == null ? new Sequences(0) : journal.sequences(),
            lanes,
            ledger,
            flushes,
            departures,
            settings.inFlight(),
            backlog);
    if (journal != null && backlog != null) {
      backlog.recover(journal.found());
      ledger.publish(0);
    }
    this.drain =
        new Drain(intake, window, lanes, takeUp, ledger, departures, log, journal, backlog);
    this.drops = new DropReport(intake, ledger, settings.dropListener(), log);
    this.lingerNanos = settings.batch().linger().toNanos();
    this.nextTickNanos = clock.nanoTime();
  }

  /** Whether memory is not to be trusted with more: what is new goes to the journal. */
  private boolean isInTrouble() {
    return breaker.state() != CircuitState.CLOSED
        || paused
        || lanes.haveRetries()
        || intake.size() >= intake.capacity() / 2;
  }

  /**
   * One turn.
   *
   * @param now the clock's reading
   * @return the reading at which the next turn is due; sooner if an answer is in by then
   */
  long runOnce(long now) {
    flushes.begin(ledger); // before anything leaves in this turn
    if (paused && window.isEmpty()) {
      drain.hurry(now); // nothing that is left will be delivered
    }
    drain.beginTurn(now);
    if (backlog != null) {
      backlog.receive(now);
    }
    window.collect(now);
    window.expire(now);
    breaker.tick(now);
    if (sendersTimedOut.sum() > 0) {
      breaker.sendersTimedOut(sendersTimedOut.sumThenReset(), now);
    }
    lanes.wake(now);
    boolean lingered = now - nextTickNanos >= 0;
    if (lingered) {
      nextTickNanos = now + lingerNanos;
    }
    if (!drain.isOver(now)) {
      takeUpAndDispatch(now, lingered || flushes.isActive() || drain.isActive());
    }
    if (backlog != null) {
      backlog.ask(now);
    }
    window.reportSilence(now);
    drops.run(now);
    drain.endTurn(now);
    ledger.publish(lanes.waitingEvents());
    flushes.release();
    return nextTurnNanos();
  }

  /** Alternates between the two, so that the destination works while further events are encoded. */
  private void takeUpAndDispatch(long now, boolean partial) {
    if (backlog != null) {
      backlog.bypass();
    }
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
    while (!paused
        && lanes.hasReady()
        && window.hasRoom()
        && (partial || batchSize.isReachedBy(lanes))) {
      List<PendingEvent> batch =
          lanes.takeBatch(batchSize.maxEvents(), batchSize.maxBytes(), departures::takenBack);
      if (!batch.isEmpty()) {
        window.dispatch(batch, now, time);
      }
    }
  }

  private long nextTurnNanos() {
    answers.await(!window.isEmpty() && (isHeldUp() || flushes.isActive() || drain.isActive()));
    return breaker.nextChangeNanos(window.nextDeadlineNanos(lanes.nextDueNanos(nextTickNanos)));
  }

  /** Whether an answer would let events go: those behind one in flight, or a full batch. */
  private boolean isHeldUp() {
    return lanes.haveBlocked()
        || lanes.haveLingered()
        || lanes.readyEvents() >= batchSize.maxEvents()
        || !takeUp.hasRoom()
        || (backlog != null && backlog.isBehind());
  }

  /** Whether the last turn has been. */
  boolean isFinished() {
    return drain.isFinished();
  }

  /**
   * Closes the destination and settles what was accepted in the last moment. After the last turn.
   */
  void terminate() {
    terminated = true; // first, so that nobody waits for an adapter that hangs while it closes
    giveUpLate();
    try {
      destination.close();
    } catch (Throwable thrown) { // the host's code; the engine ends in order all the same
      log.closeFailed("publisher", thrown);
    }
    departures.close();
  }

  /**
   * Accounts for events accepted, and callers of {@code flush} come, while the engine ended. Called
   * by threads that saw the publisher close; does nothing while the delivery thread still serves
   * them.
   */
  public void collectLate() {
    if (terminated) {
      giveUpLate();
    }
  }

  private synchronized void giveUpLate() {
    long now = clock.nanoTime();
    takeUp.giveUpRest(departures.closed(), now);
    flushes.begin(ledger);
    if (ledger.held() > 0 || intake.accepted() != ledger.taken) {
      flushes.lost(Long.MAX_VALUE / 2); // what the journal keeps is not waited for
    }
    ledger.publish(lanes.waitingEvents());
    flushes.release();
  }

  /**
   * Starts the drain: from now on the engine ends when it is empty or the time is over. Any thread.
   */
  public void drain(long nanos) {
    drain.begin(clock.nanoTime() + nanos);
  }

  /** Registers a caller of {@code flush}. Any thread. */
  public void flush(FlushBarrier barrier) {
    flushes.add(barrier);
  }

  /** Where every event is. Any thread. */
  public DeliveryStats stats() {
    return ledger.stats(
        intake,
        breaker.state(),
        journal == null ? null : journal.settings().store().stats().oldest(),
        paused);
  }

  @Override
  public CircuitState circuit() {
    return breaker.state();
  }

  /** Dispatches nothing until {@link #resume}. Any thread. */
  public void pause() {
    paused = true;
  }

  /** Any thread. */
  public void resume() {
    paused = false;
  }

  @Override
  public boolean isPaused() {
    return paused;
  }

  @Override
  public boolean admitsSender() {
    return !paused && breaker.admitsSender();
  }

  @Override
  public void senderLeaves() {
    breaker.senderLeaves();
  }

  @Override
  public void senderTimedOut() {
    sendersTimedOut.increment();
  }

  /** Whether an answer, of the destination or the journal, waits to be collected. */
  boolean hasAnswers() {
    return !answers.isEmpty() || (journal != null && journal.desk().hasReply());
  }
}
