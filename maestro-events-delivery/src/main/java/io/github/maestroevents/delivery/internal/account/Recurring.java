package io.github.maestroevents.delivery.internal.account;

import java.util.concurrent.TimeUnit;

/** A trouble that comes again and again: reported when it begins, then once a minute by count. */
final class Recurring {

  private static final long REPEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private long unreported;
  private boolean everReported;
  private boolean open;
  private long reportedNanos;

  void count(long times) {
    unreported += times;
  }

  /** Whether there is something to report, and not yet reported within the last minute. */
  boolean isDue(long now) {
    return unreported > 0 && (!everReported || now - reportedNanos >= REPEAT_NANOS);
  }

  /** What is to be reported now. */
  long take(long now) {
    long times = unreported;
    unreported = 0;
    everReported = true;
    open = true;
    reportedNanos = now;
    return times;
  }

  /** The trouble is over; true if its beginning was reported and its end is to be. */
  boolean end() {
    boolean reported = open;
    open = false;
    return reported;
  }
}
