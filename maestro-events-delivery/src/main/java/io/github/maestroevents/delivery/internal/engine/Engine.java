package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.account.DropReport;
import io.github.maestroevents.delivery.internal.account.Moment;
import io.github.maestroevents.delivery.internal.account.Waiting;
import io.github.maestroevents.delivery.internal.backlog.Backlog;
import io.github.maestroevents.delivery.internal.backlog.JournalBacklog;
import io.github.maestroevents.delivery.internal.backlog.NoBacklog;
import io.github.maestroevents.delivery.internal.breaker.CircuitBreaker;
import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.BatchDestination;
import io.github.maestroevents.delivery.internal.destination.Destination;
import io.github.maestroevents.delivery.internal.destination.PlainDestination;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.wait.SenderGate;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.JournalStats;
import io.github.maestroevents.delivery.store.NodeBoard;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The engine of one destination, put together: every part and what it is given, top to bottom.
 * Nothing runs before somebody takes turns: {@link EngineThreads}, or a test.
 */
public final class Engine implements SenderGate, MonitoredDestination {

  private final EngineSettings settings;
  private final Account account;
  private final Intake intake;
  private final Answers answers = new Answers();
  private final @Nullable JournalParts journal;
  private final CircuitBreaker breaker;
  private final Pause pause = new Pause();
  private final DropReport drops;
  private final Sampling sampling;
  private final @Nullable ClassLoader loader;
  private final DeliveryLoop loop;

  /** What the journal told last, for any thread that asks when it tells nothing. */
  private volatile JournalStats journalStats = JournalStats.EMPTY;

  private Engine(
      EngineSettings settings,
      MaestroNotificationPublisher publisher,
      Logger logger,
      RandomGenerator random) {
    this.settings = settings;
    loader = publisher.getClass().getClassLoader();
    account =
        Account.of(
            settings.name(),
            settings.deadLetterHandler(),
            settings.deadLettersRejected(),
            settings.metrics(),
            settings.clock(),
            logger);
    intake = new Intake(settings.queue().capacity(), settings.rejectsOverflow(), settings.name());
    Destination destination = destination(publisher);
    Preparation preparation =
        new Preparation(
            settings.admission(),
            destination.takesBytes() || settings.journal() != null,
            destination.limits().maxEventBytes());
    journal =
        settings.journal() == null
            ? null
            : JournalParts.of(settings, settings.journal(), intake, preparation, account.log());
    Flight flight = Flight.of(settings, destination, answers, account, intake, random);
    breaker = flight.breaker();
    Backlog backlog = backlog(flight, preparation);
    Sequences sequences = journal == null ? new Sequences(0) : journal.sequences();
    TakeUp takeUp = new TakeUp(intake, preparation, sequences, flight.lanes(), account, backlog);
    Drain drain =
        new Drain(intake, flight.window(), flight.lanes(), takeUp, account, backlog, this::isAway);
    drops = new DropReport(intake, account.ledger(), settings.dropListener(), account.log());
    sampling =
        new Sampling(
            this::stats,
            account.ledger()::lost,
            account.metrics(),
            account.log(),
            settings.clock().nanoTime());
    loop =
        new DeliveryLoop(
            settings,
            intake,
            answers,
            destination,
            account,
            flight,
            backlog,
            takeUp,
            drain,
            drops,
            pause,
            sampling);
  }

  /**
   * An engine in front of a publisher. Reads from the journal, if there is one; opens nothing else.
   *
   * @throws io.github.maestroevents.delivery.store.JournalException if the journal cannot be read
   */
  public static Engine of(
      EngineSettings settings,
      MaestroNotificationPublisher publisher,
      Logger logger,
      RandomGenerator random) {
    return new Engine(settings, publisher, logger, random);
  }

  private Destination destination(MaestroNotificationPublisher publisher) {
    return publisher instanceof BatchNotificationPublisher batchPublisher
        ? new BatchDestination(batchPublisher, answers)
        : new PlainDestination(
            publisher, answers, settings.inFlight().maxBatches(), settings.threadName());
  }

  private Backlog backlog(Flight flight, Preparation preparation) {
    if (journal == null) {
      return new NoBacklog(account, flight.settlement(), settings.inFlight());
    }
    JournalBacklog backlog =
        new JournalBacklog(
            journal.desk(),
            journal.settings().policy(),
            settings.inFlight(),
            settings.acceptance().isJournaled(),
            preparation,
            () -> isInTrouble(flight),
            this::isAway,
            journal::releaseQueue,
            flight.lanes(),
            flight.settlement(),
            account,
            settings.clock().nanoTime());
    backlog.recover(journal.settings().store().stats());
    account.ledger().publish(Waiting.NOTHING);
    return backlog;
  }

  /** Whether memory is not to be trusted with more: what is new goes to the journal. */
  private boolean isInTrouble(Flight flight) {
    return isAway()
        || (flight.lanes().haveRetries()
            && !flight.settlement().delivers(settings.clock().nanoTime()))
        || intake.isHalfFull();
  }

  /** Whether the destination does not take events at present. */
  private boolean isAway() {
    return pause.isPaused() || breaker.state() != CircuitState.CLOSED;
  }

  public EngineSettings settings() {
    return settings;
  }

  /** The first hand-off. */
  public Intake intake() {
    return intake;
  }

  /** What the delivery thread does. */
  public DeliveryLoop loop() {
    return loop;
  }

  @Override
  public CircuitState circuit() {
    return breaker.state();
  }

  /** Nothing is handed to the destination from the next batch on. Any thread. */
  public void pause() {
    pause.pause();
  }

  /** The destination is called again. Any thread. */
  public void resume() {
    pause.resume();
  }

  @Override
  public boolean isPaused() {
    return pause.isPaused();
  }

  @Override
  public boolean admitsSender() {
    return !pause.isPaused() && breaker.admitsSender();
  }

  @Override
  public void senderLeaves() {
    breaker.senderLeaves();
  }

  @Override
  public void senderTimedOut() {
    breaker.senderTimedOut();
  }

  /** Says in the log that it starts, and with what. */
  public void tellStart() {
    account.log().starts(settings::inForce);
  }

  @Override
  public boolean isJournalHeld() {
    return journal != null && journal.desk().isHeld();
  }

  @Override
  public @Nullable Throwable failure() {
    return intake.failure();
  }

  /** A thread of the engine is gone: whoever comes is told, and nobody waits any longer. */
  void fail(Throwable cause, boolean deliveryThread) {
    intake.fail(cause);
    account.log().threadEnded(deliveryThread ? "delivery" : "journal", cause);
    if (!deliveryThread) {
      account.flushes().failSoon();
      return;
    }
    if (journal != null) { // else it would wait for ever, with its store open
      journal.releaseQueue();
      journal.desk().abandon();
    }
    loop.fail();
  }

  /**
   * Whether one turn has lasted for long: then the circuit counts as open, and the log and the drop
   * listener hear of it from the thread that watches.
   */
  void held(boolean held, long nanos, long now) {
    breaker.hold(held, now);
    if (held) {
      account.log().held(nanos, now);
      drops.run(now);
    }
  }

  /**
   * Whether one turn of the journal thread has lasted for long: then senders do not wait for it,
   * and the log hears of it from the thread that watches. Drops are told by the delivery thread.
   */
  void journalHeld(boolean held, long nanos, long now) {
    if (journal == null) {
      return;
    }
    journal.desk().hold(held);
    if (held) {
      account.journalLog().held(nanos, now);
    } else {
      account.journalLog().notHeld();
    }
  }

  /** The context class loader of the engine's threads: that of the publisher. */
  @Nullable ClassLoader loader() {
    return loader;
  }

  Answers answers() {
    return answers;
  }

  Account account() {
    return account;
  }

  /** What the journal thread does; null without a journal. */
  @Nullable JournalParts journal() {
    return journal;
  }

  /** Under JOURNALED, where the journal thread takes from the queue: wakes it. Any thread. */
  public void wakeJournal() {
    if (journal != null && journal.front() != null) {
      journal.desk().wake();
    }
  }

  /** Where every event is. Any thread. */
  @Override
  public DeliveryStats stats() {
    return account.ledger().stats(intake, moment());
  }

  private Moment moment() {
    DeliveryClock clock = settings.clock();
    long nanos = clock.nanoTime();
    Instant time = clock.now();
    return new Moment(
        nanos,
        time,
        breaker.state(),
        timeOf(breaker.changedNanos(), nanos, time),
        pause.isPaused(),
        timeOf(loop.lastTurnNanos(), nanos, time),
        loop.turnAge(nanos),
        loop.hasEnded(),
        timeOf(drops.lastDropNanos(), nanos, time),
        timeOf(sampling.lastLossNanos(), nanos, time),
        journalStats());
  }

  private static @Nullable Instant timeOf(@Nullable Long then, long nanos, Instant time) {
    return then == null ? null : time.minusNanos(nanos - then);
  }

  private JournalStats journalStats() {
    if (journal == null) {
      return JournalStats.EMPTY;
    }
    try {
      journalStats = journal.settings().store().stats();
    } catch (Throwable thrown) { // the store's code; what it told last holds until it tells more
      return journalStats;
    }
    return journalStats;
  }

  // What metrics are told of.

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String settingsInForce() {
    return settings.inForce();
  }

  @Override
  public DeliveryClock clock() {
    return settings.clock();
  }

  @Override
  public AcceptanceLevel acceptance() {
    return settings.acceptance().level();
  }

  @Override
  public Optional<NodeBoard> nodeBoard() {
    return journal == null ? Optional.empty() : journal.settings().store().nodeBoard();
  }

  /** The publisher comes to be: what the metrics throw fails that. On the building thread. */
  public void tellMetricsStart() {
    account.metrics().started(this);
  }

  /** The publisher does not come to be. */
  public void tellMetricsEnd() {
    loop.neverBegins();
    account.metrics().tell(metrics -> metrics.ended(stats()));
  }
}
