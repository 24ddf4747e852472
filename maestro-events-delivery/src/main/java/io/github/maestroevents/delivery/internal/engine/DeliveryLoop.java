package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.account.DropReport;
import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.internal.backlog.Backlog;
import io.github.maestroevents.delivery.internal.breaker.CircuitBreaker;
import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.Destination;
import io.github.maestroevents.delivery.internal.flight.BatchSize;
import io.github.maestroevents.delivery.internal.flight.InFlightWindow;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The delivery engine of one destination, one turn at a time: settle what was answered, wake what
 * is due, take up what was accepted, dispatch what is full or has lingered.
 *
 * <p>Plain single-threaded code that is told the time: the delivery thread calls {@link #runOnce}
 * and learns when to come back. What other threads may call says so. {@link Engine} puts the parts
 * together.
 */
public final class DeliveryLoop {

  private final Intake intake;
  private final Answers answers;
  private final Destination destination;
  private final DeliveryClock clock;
  private final Account account;
  private final Lanes lanes;
  private final CircuitBreaker breaker;
  private final InFlightWindow window;
  private final Backlog backlog;
  private final TakeUp takeUp;
  private final Dispatch dispatch;
  private final Drain drain;
  private final DropReport drops;
  private final Pause pause;
  private final Sampling sampling;
  private final BatchSize batchSize;
  private final long lingerNanos;
  private final int mostEvents;
  private long nextTickNanos;

  /** Whether the last turn ended because its time was up. */
  private boolean cutShort;

  private final long builtNanos;

  /** Publishes the reading at which the last turn began to readers of statistics; null before. */
  private volatile @Nullable Long lastTurnNanos;

  /** Publishes the end of the delivery thread to threads that were sending at that moment. */
  private volatile boolean terminated;

  DeliveryLoop(
      EngineSettings settings,
      Intake intake,
      Answers answers,
      Destination destination,
      Account account,
      Flight flight,
      Backlog backlog,
      TakeUp takeUp,
      Drain drain,
      DropReport drops,
      Pause pause,
      Sampling sampling) {
    this.intake = intake;
    this.answers = answers;
    this.destination = destination;
    this.clock = settings.clock();
    this.account = account;
    this.lanes = flight.lanes();
    this.breaker = flight.breaker();
    this.window = flight.window();
    this.batchSize = flight.batchSize();
    this.backlog = backlog;
    this.takeUp = takeUp;
    this.dispatch = new Dispatch(flight, clock, account.departures());
    this.drain = drain;
    this.drops = drops;
    this.pause = pause;
    this.sampling = sampling;
    this.lingerNanos = settings.batch().linger().toNanos();
    this.mostEvents = settings.inFlight().maxEvents();
    this.builtNanos = clock.nanoTime();
    this.nextTickNanos = builtNanos;
  }

  /**
   * One turn.
   *
   * @param now the clock's reading
   * @return the reading at which the next turn is due; sooner if an answer is in by then
   */
  public long runOnce(long now) {
    cutShort = false;
    lastTurnNanos = now;
    account.flushes().begin(account.ledger()); // before anything leaves in this turn
    if (pause.isPaused() && window.isEmpty()) {
      drain.hurry(now); // nothing that is left will be delivered
    }
    account.ledger().oldestQueued(takeUp.noteArrivals(now));
    drain.beginTurn(now);
    backlog.receive(now);
    backlog.beginTurn(now);
    window.collect(now);
    window.expire(now);
    backlog.park(now);
    breaker.tick(now);
    lanes.wake(now);
    boolean lingered = now - nextTickNanos >= 0;
    if (lingered) {
      nextTickNanos = now + lingerNanos;
    }
    if (!drain.isOver(now)) {
      takeUpAndDispatch(now, lingered || account.flushes().isActive() || drain.isActive());
    }
    backlog.ask(now);
    window.reportSilence(now);
    drops.run(now);
    drain.endTurn(now);
    account.ledger().publish(lanes.waiting());
    account.flushes().release();
    sampling.run(now);
    return nextTurnNanos(now);
  }

  /** Alternates between the two, so that the destination works while further events are encoded. */
  private void takeUpAndDispatch(long now, boolean partial) {
    backlog.bypass(now);
    int takenInAll = 0;
    int taken;
    do {
      taken = takeUp.run(batchSize.maxEvents(), now);
      takenInAll += taken;
      if (!pause.isPaused()) {
        dispatch.run(now, partial && taken == 0, () -> isTimeUp(now));
      }
    } while (taken > 0 && takenInAll < mostEvents && !isTimeUp(now));
  }

  /** Whether the turn has lasted so long that answers are to be collected first. */
  private boolean isTimeUp(long begunNanos) {
    cutShort |= clock.nanoTime() - begunNanos >= TimeLimits.TURN_NANOS;
    return cutShort;
  }

  private long nextTurnNanos(long now) {
    if (cutShort) {
      return now;
    }
    answers.await(
        !window.isEmpty() && (isHeldUp() || account.flushes().isActive() || drain.isActive()));
    return breaker.nextChangeNanos(window.nextDeadlineNanos(lanes.nextDueNanos(nextTickNanos)));
  }

  /** Whether an answer would let events go: those behind one in flight, or a full batch. */
  private boolean isHeldUp() {
    return lanes.haveBlocked()
        || lanes.haveLingered()
        || lanes.hasReadyInTrouble()
        || lanes.readyEvents() >= batchSize.maxEvents()
        || backlog.isBehind()
        || backlog.route() == Backlog.Route.LEAVE;
  }

  /** The clock's reading when the last turn began; null before the first. Any thread. */
  @Nullable Long lastTurnNanos() {
    return lastTurnNanos;
  }

  /**
   * How long ago the last turn began, or before the first, how long ago the loop was made; null
   * when no other will come. Any thread.
   *
   * @param now the clock's reading
   */
  @Nullable Duration turnAge(long now) {
    if (terminated) {
      return null;
    }
    Long last = lastTurnNanos;
    return Duration.ofNanos(Math.max(0, now - (last == null ? builtNanos : last)));
  }

  /** Whether the engine has ended in order: a thread that died without an end has not. */
  boolean hasEnded() {
    return terminated;
  }

  /** Whether the last turn has been. */
  public boolean isFinished() {
    return drain.isFinished();
  }

  /**
   * Settles what was accepted in the last moment, then closes the destination. After the last turn.
   */
  void terminate() {
    terminated = true; // first: the destination may take long to close, or never end
    try {
      giveUpUnfinished();
      giveUpLate();
    } catch (Throwable thrown) { // no memory, say: what is open is closed all the same
      account.log().turnFailed(thrown, 0);
    }
    try {
      destination.close();
    } catch (Throwable thrown) { // the host's code; the engine ends in order all the same
      account.log().closeFailed("publisher", thrown);
    }
    account.departures().close();
    sampling.end();
  }

  /** The publisher does not come to be: no turn will be taken. On the building thread. */
  void neverBegins() {
    terminated = true;
  }

  /** What a thread that died has left in memory. */
  private synchronized void giveUpUnfinished() {
    if (drain.isFinished()) {
      return;
    }
    long now = clock.nanoTime();
    window.abandon(now);
    for (PendingEvent event : lanes.drain()) {
      account
          .departures()
          .giveUp(event, DeadLetter.Reason.CLOSED, account.departures().closed(), now);
    }
  }

  /** The delivery thread ends without {@link #terminate}: tells those who wait, and who come. */
  void fail() {
    account.flushes().fail();
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
    takeUp.giveUpRest(account.departures().closed(), now);
    account.flushes().begin(account.ledger());
    if (account.ledger().held() > 0 || intake.accepted() != account.ledger().taken()) {
      account.flushes().lost(Long.MAX_VALUE / 2); // what the journal keeps is not waited for
    }
    account.ledger().publish(lanes.waiting());
    account.flushes().release();
  }

  /**
   * Starts the drain: from now on the engine ends when it is empty or the time is over. Any thread.
   */
  public void drain(long nanos) {
    drain.begin(clock.nanoTime() + nanos);
  }

  /** Registers a caller of {@code flush}. Any thread. */
  public void flush(FlushBarrier barrier) {
    account.flushes().add(barrier);
  }

  /** Whether an answer, of the destination or the journal, waits to be collected. */
  public boolean hasAnswers() {
    return !answers.isEmpty() || backlog.hasReply();
  }
}
