package io.github.maestroevents.testkit;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A destination that follows a script: one {@link Reaction} per batch, and one for all batches
 * after the script is over. It is a fake, not a correct adapter: it may break any rule of the
 * contract when the script says so.
 *
 * <pre>{@code
 * ScriptedPublisher broker =
 *     ScriptedPublisher.script()
 *         .then(2, retryLater(new IOException("down")))
 *         .then(throwing(new StackOverflowError()))
 *         .afterwards(deliver())
 *         .build();
 * }</pre>
 *
 * <p>Safe for use from many threads; nothing blocks but {@link #awaitBatches}.
 */
public final class ScriptedPublisher implements BatchNotificationPublisher {

  /** The limits of a publisher whose script names none. */
  public static final BatchLimits DEFAULT_LIMITS = new BatchLimits(100, 1 << 20, 1 << 18);

  private final BatchLimits limits;
  private final Duration completionTimeout;
  private final Reaction afterwards;

  // Guards every field below; "changed" is signalled with each batch.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Reaction> script;
  private final List<List<EncodedEvent>> batches = new ArrayList<>();
  private final Deque<HeldStage> held = new ArrayDeque<>();
  private boolean closed;

  private ScriptedPublisher(Builder builder) {
    this.limits = builder.limits;
    this.completionTimeout = builder.completionTimeout;
    this.afterwards = builder.afterwards;
    this.script = new ArrayDeque<>(builder.script);
  }

  /** Starts a script; without any step, every batch is delivered. */
  public static Builder script() {
    return new Builder();
  }

  /** A publisher with the same reaction to every batch. */
  public static ScriptedPublisher always(Reaction reaction) {
    return script().afterwards(reaction).build();
  }

  /** Records the batch, then does what the script says, which may be to throw or to return null. */
  @Override
  @SuppressWarnings("NullAway") // a script may ask for the null that an adapter must never return
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    Reaction reaction = record(batch);
    return reaction.to(batch); // outside the lock: scripts are guests
  }

  @Override
  public BatchLimits limits() {
    return limits;
  }

  @Override
  public Duration completionTimeout() {
    return completionTimeout;
  }

  /** Remembers that it was called, and changes nothing else. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #close} has been called. */
  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the oldest held batch the same outcome for each of its events. */
  public void completeNext(DeliveryOutcome outcome) {
    HeldStage stage = nextHeld();
    stage.complete(BatchResult.all(stage.events(), outcome));
  }

  /** Completes the oldest held batch with any result, fitting or not. */
  public void completeNext(BatchResult result) {
    nextHeld().complete(result);
  }

  /** Fails the stage of the oldest held batch. */
  public void failNext(Throwable cause) {
    nextHeld().completeExceptionally(cause);
  }

  /** How many held batches wait for a command. */
  public int heldBatches() {
    lock.lock();
    try {
      return held.size();
    } finally {
      lock.unlock();
    }
  }

  /** The batches handed over so far, in order; a copy. */
  public List<List<EncodedEvent>> batches() {
    lock.lock();
    try {
      return List.copyOf(batches);
    } finally {
      lock.unlock();
    }
  }

  /** The events of all batches so far, in order, once for each time they were handed over. */
  public List<EncodedEvent> events() {
    return batches().stream().flatMap(List::stream).toList();
  }

  /**
   * Waits until at least {@code count} batches have been handed over.
   *
   * @throws AssertionError if that takes longer than {@code timeout}
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public List<List<EncodedEvent>> awaitBatches(int count, Duration timeout)
      throws InterruptedException {
    Patience patience = new Patience(lock, changed, timeout);
    lock.lock();
    try {
      patience.await(
          () -> batches.size() >= count, () -> batches.size() + " of " + count + " batches");
      return List.copyOf(batches);
    } finally {
      lock.unlock();
    }
  }

  private Reaction record(List<EncodedEvent> batch) {
    lock.lock();
    try {
      batches.add(List.copyOf(batch));
      changed.signalAll();
      Reaction reaction = script.isEmpty() ? afterwards : script.removeFirst();
      return reaction == Hold.INSTANCE ? hold(batch) : reaction;
    } finally {
      lock.unlock();
    }
  }

  private Reaction hold(List<EncodedEvent> batch) {
    HeldStage stage = Hold.INSTANCE.to(batch);
    held.addLast(stage);
    return sameBatch -> stage;
  }

  private HeldStage nextHeld() {
    lock.lock();
    try {
      if (held.isEmpty()) {
        throw new IllegalStateException("No batch is held; the script needs a Reaction.hold()");
      }
      return held.removeFirst(); // completed outside the lock: callbacks are guests
    } finally {
      lock.unlock();
    }
  }

  /** The script under construction; confined to one thread. */
  public static final class Builder {

    private final List<Reaction> script = new ArrayList<>();
    private Reaction afterwards = Reaction.deliver();
    private BatchLimits limits = DEFAULT_LIMITS;
    private Duration completionTimeout = DEFAULT_COMPLETION_TIMEOUT;

    private Builder() {}

    /** The reaction to the next batch. */
    public Builder then(Reaction reaction) {
      script.add(requireNonNull(reaction, "reaction"));
      return this;
    }

    /** The reaction to each of the next {@code times} batches. */
    public Builder then(int times, Reaction reaction) {
      for (int i = 0; i < times; i++) {
        then(reaction);
      }
      return this;
    }

    /** The reaction to every batch once the script is over; to deliver, unless named. */
    public Builder afterwards(Reaction reaction) {
      this.afterwards = requireNonNull(reaction, "reaction");
      return this;
    }

    /** What fits in one batch. */
    public Builder limits(BatchLimits limits) {
      this.limits = requireNonNull(limits, "limits");
      return this;
    }

    /** The promise of {@link #completionTimeout()}; the script need not keep it. */
    public Builder completionTimeout(Duration completionTimeout) {
      this.completionTimeout = requireNonNull(completionTimeout, "completionTimeout");
      return this;
    }

    /** The publisher; the builder may go on and build another. */
    public ScriptedPublisher build() {
      return new ScriptedPublisher(this);
    }
  }
}
