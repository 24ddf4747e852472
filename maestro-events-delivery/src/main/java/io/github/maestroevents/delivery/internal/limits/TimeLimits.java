package io.github.maestroevents.delivery.internal.limits;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Every time limit of the engine that no policy sets: of closing, of trying again, of looking. The
 * close timeout itself is a setting of the host.
 */
public final class TimeLimits {

  // Closing, in the order in which the limits end. All but the first count from the end of the
  // drain.

  /** Without a delivery after which a closing publisher leaves the rest to its journal. */
  public static final long HOPELESS_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** For the journal thread to try again to write what a closing publisher leaves. */
  public static final long LAST_WRITES_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** For the delivery thread to learn from the journal thread what was written. */
  public static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(8);

  /** For the wrapped publisher to close, before the delivery thread is interrupted. */
  public static final long CLOSE_GRACE_NANOS = TimeUnit.SECONDS.toNanos(9);

  /** For the interrupted delivery thread to end. */
  public static final long INTERRUPT_GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long {@code build} tries a transformer with sample events. */
  public static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * For senders that are in the middle of an offer when their publisher ends, all together: they
   * are an instruction away from its end, and only want a processor.
   */
  public static final long CLAIM_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long {@code close} blocks beyond the close timeout at most. */
  public static final Duration CLOSE_GRACE =
      Duration.ofNanos(CLOSE_GRACE_NANOS + INTERRUPT_GRACE_NANOS);

  // Trying again.

  /** Before the delivery thread asks a journal again that failed to write or to read. */
  public static final long JOURNAL_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Before the journal thread looks again whether there is room for what senders wait for. */
  public static final long ROOM_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Before the journal thread tries again to write what a closing publisher leaves. */
  public static final long LAST_WRITE_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Before the journal is told again what it may forget. */
  public static final long FORGET_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Before dead letters are forced to the disk again that could not be. */
  public static final long LETTERS_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Before parked events are tried again; the time doubles while none is delivered. */
  public static final long PARKED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** The longest time before parked events are tried again. */
  public static final long PARKED_MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

  /**
   * After the last failure of a destination as a whole, before events that fail by their own fault
   * make room for others.
   */
  public static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * After the last failure of a destination as a whole, before events that still fail are given up
   * although there is room: twice the longest delay between two attempts, so that each was tried.
   */
  public static final long COMEBACK_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Before another event in trouble makes room for one that may be delivered. */
  public static final long MAKE_ROOM_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The same when the queue is half full. */
  public static final long MAKE_ROOM_SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Before a thread of the engine takes its next turn after one that failed. */
  public static final long FAILED_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  // Looking and waiting.

  /** How often the delivery thread looks into the queue at least, since senders never wake it. */
  public static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** How often the watch looks whether a turn lasts too long. */
  public static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Silence of a destination that is worth a line; a healthy one answers in milliseconds. */
  public static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Silence after which events count as stuck whose later neighbours are answered. */
  public static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * After which another sender may become the probe of a half-open circuit: the first may have died
   * before it came to wait.
   */
  public static final long PROBER_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Silence of all batches in flight at least, before one more goes to see who keeps silent. */
  public static final long SCOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  /** How long a turn of the delivery thread may last before it collects answers again. */
  public static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How much longer than the publisher's own limit a batch is waited for before it is lost. */
  public static final long ANSWER_MARGIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** After which a worker thread of a publisher that blocks ends for want of work. */
  public static final long IDLE_WORKER_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** How long a fan-out remembers who has an event that a destination has refused. */
  public static final long PARTIAL_SEND_NANOS = TimeUnit.HOURS.toNanos(1);

  /** How many such events a fan-out remembers. */
  public static final int PARTIAL_SENDS = 10_000;

  private TimeLimits() {}
}
