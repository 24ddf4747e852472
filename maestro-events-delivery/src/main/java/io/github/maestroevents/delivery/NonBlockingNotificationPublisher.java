package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.internal.account.HandlerUse;
import io.github.maestroevents.delivery.internal.engine.DeliveryLoop;
import io.github.maestroevents.delivery.internal.engine.DeliveryThread;
import io.github.maestroevents.delivery.internal.engine.Ending;
import io.github.maestroevents.delivery.internal.engine.Engine;
import io.github.maestroevents.delivery.internal.engine.EngineSettings;
import io.github.maestroevents.delivery.internal.engine.EngineThreads;
import io.github.maestroevents.delivery.internal.engine.ShutdownHook;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.thread.CallingThread;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import io.github.maestroevents.delivery.internal.travel.CallersTrace;
import io.github.maestroevents.delivery.internal.travel.EncodingRule;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.MoreAttributes;
import io.github.maestroevents.delivery.internal.travel.SharedEncoding;
import io.github.maestroevents.delivery.internal.wait.Confirmation;
import io.github.maestroevents.delivery.internal.wait.JournalWait;
import io.github.maestroevents.delivery.internal.wait.SenderWait;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.TraceContextSource;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Makes any publisher non-blocking: {@link #send} puts the event in bounded memory and returns; a
 * delivery thread of its own batches, orders, retries and accounts for what was accepted.
 *
 * <pre>{@code
 * var publisher = NonBlockingNotificationPublisher.wrap(kafka);
 * publisher.send(event);
 * publisher.close();
 * }</pre>
 *
 * <p>Acceptance level MEMORY: a returning {@code send} proves that the event is in memory, or was
 * dropped and counted when there was no room. It is lost if the process dies before it is
 * delivered. Delivery is at least once, in order per ordering key, with an event id that is equal
 * on every attempt.
 *
 * <p>A {@link BatchNotificationPublisher} is driven asynchronously from the delivery thread; any
 * other publisher, such as a lambda, is called on worker threads of its own, so that it may block.
 * Whatever the wrapped publisher does (throws, answers wrongly, twice or never), callers of {@code
 * send} do not notice, and {@link #stats()} adds up.
 */
public final class NonBlockingNotificationPublisher implements DeliveringPublisher {

  /**
   * How long {@link #close} waits beyond the close timeout for the wrapped publisher to close: 10
   * s, the last of them after an interrupt.
   */
  public static final Duration CLOSE_GRACE = TimeLimits.CLOSE_GRACE;

  private final EngineSettings settings;
  private static final int MAX_SHOWN_CHARS = 4_000;

  private final Engine engine;
  private final EngineThreads threads;
  private final Intake intake;
  private final DeliveryLoop loop;
  private final DeliveryThread thread;

  /** How callers wait under CONFIRMED and JOURNALED; null under MEMORY, where they do not. */
  private final @Nullable SenderWait senderWait;

  private final @Nullable ShutdownHook shutdownHook;
  private final Ending ending;

  /** Asked by every send for the trace that it is in. */
  private final CallersTrace trace;

  NonBlockingNotificationPublisher(
      Engine engine, @Nullable TraceContextSource traceContext, Logger logger) {
    this.engine = engine;
    this.settings = engine.settings();
    this.trace = new CallersTrace(traceContext, settings.name(), SafeLogger.of(logger));
    this.intake = engine.intake();
    this.loop = engine.loop();
    this.threads = new EngineThreads(engine);
    this.thread = threads.delivery();
    this.senderWait =
        switch (settings.acceptance().level()) {
          case MEMORY -> null;
          case CONFIRMED ->
              new Confirmation(settings.name(), settings.acceptance().confirmTimeout());
          case JOURNALED ->
              new JournalWait(
                  settings.name(), settings.acceptance().appendTimeout(), encodingRule());
        };
    this.shutdownHook =
        settings.closeOnShutdown() ? new ShutdownHook(thread.hook(this::close)) : null;
    this.ending = new Ending(settings.name(), thread, this::stats, this::deadLetterNanos, logger);
  }

  /** Wraps a publisher with every setting at its default. */
  public static NonBlockingNotificationPublisher wrap(MaestroNotificationPublisher publisher) {
    return builder(publisher).build();
  }

  /** Begins to wrap a publisher. The result owns it and closes it. */
  public static NonBlockingPublisherBuilder builder(MaestroNotificationPublisher publisher) {
    return new NonBlockingPublisherBuilder(publisher);
  }

  /** Has the JVM close this publisher, if the host wishes so. Nothing runs yet. */
  void registerHook() {
    if (shutdownHook != null) {
      shutdownHook.register();
    }
  }

  /** Tells the metrics that it comes to be; throws what they throw. */
  void tellMetricsStart() {
    engine.tellMetricsStart();
  }

  /** Tells the metrics that it did not come to be. */
  void tellMetricsEnd() {
    engine.tellMetricsEnd();
  }

  /** Says in the log what is in force. */
  void tellStart() {
    engine.tellStart();
  }

  /** Starts the threads, which begin when the gate opens. */
  void start(StartGate gate) {
    threads.start(gate);
  }

  /** This publisher does not come to be. */
  void forget() {
    threads.forget();
    if (shutdownHook != null) {
      shutdownHook.forget();
    }
  }

  /** Runs this when the publisher has ended. */
  void onEnd(Runnable action) {
    thread.onEnd(action);
  }

  /**
   * Accepts one event. Any thread.
   *
   * <p>Under {@link AcceptanceLevel#MEMORY} (the default) it never blocks: one offer into a bounded
   * queue, without lock, allocation, clock or wake-up. Encoding, and all that can fail, happens
   * later on the delivery thread. When the queue is full, {@link QueuePolicy#overflow} decides: by
   * default the event is dropped and counted, and the call returns.
   *
   * <p>Under {@link AcceptanceLevel#CONFIRMED} it blocks until the destination has acknowledged the
   * event, at most for the confirm timeout. Callers on many threads share batches.
   *
   * <p>Under {@link AcceptanceLevel#JOURNALED} it blocks until the event is on disk, at most for
   * the append timeout. Callers on many threads share commits.
   *
   * @throws io.github.maestroevents.PublisherOverloadedException if the queue is full under {@link
   *     OverflowPolicy#REJECT}, CONFIRMED or JOURNALED, or the journal is full, see {@link
   *     JournalPolicy.WhenFull}; the caller still owns the event
   * @throws io.github.maestroevents.PublisherClosedException after {@link #close}; the caller still
   *     owns the event
   * @throws io.github.maestroevents.RetryableDeliveryException under CONFIRMED: not acknowledged in
   *     time (it may be delivered all the same), the circuit is open; under JOURNALED: not on disk
   *     in time, or the journal failed (it may be there all the same), or it has kept silent for
   *     some seconds; under both: the caller was interrupted (its flag is set again); the caller
   *     still owns the event
   * @throws io.github.maestroevents.PermanentDeliveryException under CONFIRMED only, unless {@link
   *     NonBlockingPublisherBuilder#deadLettersRejected} is set: the destination will never take
   *     it; the caller still owns the event
   */
  @Override
  public void send(MaestroEvent event) {
    requireNonNull(event, "event");
    if (trace.isOff()) {
      sendBare(event);
    } else {
      send(event, Map.of());
    }
  }

  private void sendBare(MaestroEvent event) {
    if (senderWait == null) {
      accept(event);
    } else {
      await(begin(senderWait, senderWait.envelope(event, null)), senderWait.timeoutNanos());
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A dead letter carries them too. Under JOURNALED, and where an event spills, the journal
   * keeps them with the event.
   */
  @Override
  public void send(MaestroEvent event, Map<String, String> attributes) {
    requireNonNull(event, "event");
    Map<String, String> more = trace.with(MoreAttributes.copyOf(attributes));
    if (more.isEmpty()) {
      sendBare(event);
    } else if (senderWait == null) {
      accept(Envelope.withAttributes(event, more));
    } else {
      Envelope envelope = senderWait.envelope(event, null).carrying(more);
      await(begin(senderWait, envelope), senderWait.timeoutNanos());
    }
  }

  @Override
  public CompletionStage<DeliveryOutcome> submit(MaestroEvent event) {
    return submit(event, Map.of());
  }

  @Override
  public CompletionStage<DeliveryOutcome> submit(
      MaestroEvent event, Map<String, String> attributes) {
    requireNonNull(event, "event");
    Envelope envelope = beginSubmit(event, null, MoreAttributes.copyOf(attributes));
    if (envelope.receipt != null) {
      await(envelope, acceptTimeoutNanos());
    }
    return requireNonNull(envelope.outcome).minimalCompletionStage();
  }

  /**
   * Accepts a dead letter of this destination once more, as {@link #submit} accepts an event, and
   * tells what becomes of it. The event goes with its own id and under the source and type that it
   * had. The filter and the transformer of the host see it again. Blocks and throws as {@code
   * submit} does.
   *
   * @param attributes those that the event had when it was given up; what may not be set is left
   *     out, since it may be why
   */
  public CompletionStage<DeliveryOutcome> resubmit(
      MaestroEvent event, Map<String, String> attributes) {
    requireNonNull(event, "event");
    Envelope envelope = beginSubmit(event, null, LetterAttributes.of(attributes));
    if (envelope.receipt != null) {
      await(envelope, acceptTimeoutNanos());
    }
    return requireNonNull(envelope.outcome).minimalCompletionStage();
  }

  /** The first half of {@link #send}: offers the event, and does not wait. */
  Begun begin(SharedEncoding encoding, Map<String, String> attributes) {
    if (senderWait == null) {
      return new Begun(null, offer(encoding, attributes));
    }
    Envelope envelope =
        senderWait.envelope(encoding.event(), encoding).carrying(trace.with(attributes));
    return new Begun(begin(senderWait, envelope), true);
  }

  /** Accepts an event in memory, whatever the acceptance level; false if it was dropped. */
  boolean offer(SharedEncoding encoding, Map<String, String> attributes) {
    return offer(Envelope.shared(encoding).carrying(trace.with(attributes)))
        != Intake.Offer.DROPPED;
  }

  /** Puts the event in the queue with attributes beside its own; tells whether there was room. */
  Intake.Offer offer(MaestroEvent event, Map<String, String> moreAttributes) {
    return offer(Envelope.withAttributes(event, moreAttributes));
  }

  private Intake.Offer offer(Envelope envelope) {
    Intake.Offer offer = accept(envelope);
    engine.wakeJournal();
    return offer;
  }

  /** The first half of {@link #submit}: offers the event, and does not wait for the journal. */
  Envelope beginSubmit(
      MaestroEvent event, @Nullable SharedEncoding encoding, Map<String, String> attributes) {
    Map<String, String> more = trace.with(attributes);
    if (senderWait instanceof JournalWait wait) {
      return begin(wait, wait.submitted(event, encoding).carrying(more));
    }
    Envelope envelope = Envelope.submitted(event).sharing(encoding).carrying(more);
    if (accept(envelope) == Intake.Offer.DROPPED) {
      envelope.tell(DeliveryOutcome.rejected(intake.overloaded()));
    }
    return envelope;
  }

  private Envelope begin(SenderWait wait, Envelope envelope) {
    refuseIfHopeless(wait);
    boolean accepted = false;
    try {
      accept(envelope);
      accepted = true;
    } finally {
      if (!accepted) {
        wait.forgo(engine);
      }
    }
    engine.wakeJournal();
    return envelope;
  }

  private void refuseIfHopeless(SenderWait wait) {
    if (intake.isClosed()) {
      return; // the intake refuses it, and says why
    }
    try {
      wait.refuseIfHopeless(engine, threads.areCurrent());
    } catch (RetryableDeliveryException hopeless) {
      intake.countRefusal();
      throw hopeless;
    }
  }

  /** The second half of {@link #send}, for what {@link #begin} has offered. */
  void await(Envelope envelope, long nanos) {
    requireNonNull(senderWait).await(envelope, engine, nanos);
  }

  /** How long a sender waits at most, in nanoseconds; 0 under MEMORY. */
  long acceptTimeoutNanos() {
    return senderWait == null ? 0 : senderWait.timeoutNanos();
  }

  /** Whether an event at this moment would find no room in the queue. */
  boolean isFull() {
    return intake.isFull();
  }

  private Intake.Offer accept(Object event) {
    Intake.Offer offer = intake.offer(event);
    if (offer == Intake.Offer.ACCEPTED_LATE) {
      loop.collectLate();
    }
    return offer;
  }

  @Override
  public FlushResult flush(Duration timeout) {
    long nanos = Nanos.of(requireNonNull(timeout, "timeout"));
    return awaitFlush(beginFlush(), nanos);
  }

  /** The second half of {@link #flush}. */
  FlushResult awaitFlush(FlushBarrier barrier, long nanos) {
    return barrier.await(mayWait() ? nanos : 0);
  }

  /** The first half of {@link #flush}: says what is to be waited for. */
  FlushBarrier beginFlush() {
    FlushBarrier barrier = new FlushBarrier(intake.accepted(), stats().deadLettered());
    loop.flush(barrier);
    thread.wake();
    loop.collectLate();
    return barrier;
  }

  private boolean mayWait() {
    return CallingThread.mayWait() && !threads.areCurrent();
  }

  @Override
  public void pause() {
    engine.pause();
  }

  @Override
  public void resume() {
    engine.resume();
    thread.wake();
  }

  /** {@link #close(Duration)} with the close timeout that was set, 10 s by default. */
  @Override
  public void close() {
    close(settings.closeTimeout());
  }

  /**
   * Refuses new events, delivers what it can within the timeout, passes the rest to the dead-letter
   * handler and closes the wrapped publisher. Events whose sender still waits go back to it. With a
   * journal the rest stays there, or is written there first in its old order, and is delivered when
   * the journal is next opened; only what it has no room for, fails to take for 5 s, or does not
   * take within 8 s goes to the dead-letter handler. Then the journal is closed.
   *
   * <p>Idempotent, any thread; of several calls the one with the sooner end wins. Blocks until that
   * is done, at most for the timeout and {@link #CLOSE_GRACE}; if a destination holds the delivery
   * thread even longer, that is logged and the call returns. With {@link
   * NonBlockingPublisherBuilder#deadLettersTo}, it blocks beyond that for as long as the dead
   * letters need: 5 s for room, then what the other publisher takes to close. An interrupted caller
   * ends the drain, returns and keeps its flag set.
   *
   * <p>On a thread of this library, such as in a filter, a listener, a dead-letter handler or a
   * publisher that is wrapped, the call returns at once and the end goes on by itself: somebody may
   * wait for that thread.
   */
  @Override
  public void close(Duration timeout) {
    beginClose(Nanos.of(requireNonNull(timeout, "timeout")));
    awaitEnd();
  }

  /** The second half of {@link #close}. */
  void awaitEnd() {
    if (!mayWait()) {
      return;
    }
    try {
      ending.await();
    } catch (InterruptedException e) {
      beginClose(0);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public CompletionStage<DeliveryStats> closeAsync() {
    beginClose(closeTimeoutNanos());
    return ending.stage();
  }

  /** {@link #close()}, but an interrupt does not end the drain; the flag is set again. */
  void closeUninterruptibly() {
    beginClose(closeTimeoutNanos());
    boolean interrupted = false;
    while (mayWait()) {
      try {
        ending.await();
        break;
      } catch (InterruptedException e) { // few come: whoever closes sends one
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long {@link #close()} blocks at most. */
  long closeNanos() {
    return Nanos.sum(closeTimeoutNanos(), TimeLimits.CLOSE_GRACE.toNanos() + deadLetterNanos());
  }

  /** How long the delivery thread may be with a publisher for dead letters, when it ends. */
  private long deadLetterNanos() {
    return settings.deadLetterHandler() instanceof HandlerUse use
            && use.handler() instanceof PublishingDeadLetterHandler publishing
        ? publishing.closeNanos()
        : 0;
  }

  long closeTimeoutNanos() {
    return Nanos.of(settings.closeTimeout());
  }

  /** The first half of {@link #close}. */
  void beginClose(long nanos) {
    if (!intake.close() && shutdownHook != null) {
      shutdownHook.forget();
    }
    loop.drain(nanos);
    ending.comesWithin(nanos);
    thread.wake();
  }

  @Override
  public String name() {
    return settings.name();
  }

  /**
   * Who takes the events that will not be delivered, for a host that gives up an event before it
   * can be sent. Handing it a letter counts nothing here. This publisher closes it: what comes
   * later is taken all the same by the handlers of this library.
   */
  public DeadLetterHandler deadLetterHandler() {
    return settings.deadLetterHandler().borrowed();
  }

  /** How events become bytes here. */
  EncodingRule encodingRule() {
    return settings.admission().rule();
  }

  /**
   * What a {@link DeliveryMetrics} is told of this publisher: the same object for as long as the
   * publisher lives, and another one for every other publisher, also of the same name.
   */
  public MonitoredDestination monitored() {
    return engine;
  }

  @Override
  public DeliveryStats stats() {
    return engine.stats();
  }

  @Override
  public Map<String, DeliveryStats> statsByDestination() {
    return Map.of(name(), stats());
  }

  @Override
  public Map<String, NonBlockingNotificationPublisher> destinations() {
    return Map.of(name(), this);
  }

  /** The destination and the settings in force. */
  @Override
  public String toString() {
    return "NonBlockingNotificationPublisher["
        + LogText.bounded(settings.toString(), MAX_SHOWN_CHARS)
        + "]";
  }

  /**
   * An event that was offered.
   *
   * @param toAwait what its sender has to wait for; null under MEMORY
   * @param accepted false if it was dropped
   */
  record Begun(@Nullable Envelope toAwait, boolean accepted) {}
}
