package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an operator reads of one destination's journal. Confined to the delivery thread, but for
 * what says otherwise.
 */
public final class JournalLog {

  private final SafeLogger log;
  private final String destination;
  private final Recurring failures = new Recurring();
  private final Recurring full = new Recurring();
  private final Recurring discards = new Recurring();
  private final Recurring parked = new Recurring();
  private final Recurring holds = new Recurring();

  public JournalLog(SafeLogger log, String destination) {
    this.log = log;
    this.destination = LogText.id(destination);
  }

  /** At the start. */
  public void recovers(long events, @Nullable Instant oldest) {
    log.info(
        "The journal of destination '{}' holds {} event(s), the oldest of {}; they are delivered first",
        destination,
        events,
        oldest);
  }

  public void adopted(long events) {
    log.info(
        "The journal of destination '{}' has taken over {} event(s) of a dead neighbour",
        destination,
        events);
  }

  public void failed(Throwable cause, long now) {
    failures.count(1);
    if (failures.isDue(now)) {
      log.error(
          "The journal of destination '{}' failed ({} time(s)) and is tried again; last: {}",
          destination,
          failures.take(now),
          LogText.of(cause));
    }
  }

  /** The journal was written or read. */
  public void works() {
    boolean failed = failures.end();
    boolean wasFull = full.end();
    if (failed || wasFull) {
      log.info("The journal of destination '{}' works again", destination);
    }
  }

  /** A turn of the journal thread does not end. On the thread of the watch. */
  public void held(long nanos, long now) {
    holds.count(1);
    if (holds.isDue(now)) {
      long unused = holds.take(now);
      log.error(
          "The journal thread of destination '{}' has been held for {} s by a call of the journal or of"
              + " the host (filter, transformer): nothing is written or read until that returns",
          destination,
          TimeUnit.NANOSECONDS.toSeconds(nanos));
    }
  }

  /** The turns of the journal thread end. On the thread of the watch. */
  public void notHeld() {
    if (holds.end()) {
      log.info("The journal thread of destination '{}' is held no longer", destination);
    }
  }

  public void full(Throwable cause, long now) {
    full.count(1);
    if (full.isDue(now)) {
      log.warn(
          "The journal of destination '{}' is full ({} time(s)); JournalPolicy.whenFull decides what"
              + " becomes of events. Last: {}",
          destination,
          full.take(now),
          LogText.of(cause));
    }
  }

  public void discarded(long events, long now) {
    discards.count(events);
    if (discards.isDue(now)) {
      log.error(
          "The journal of destination '{}' was full: {} of its oldest event(s) discarded, which are lost",
          destination,
          discards.take(now));
    }
  }

  /** An event waits on disk for a part in trouble. */
  public void parked(long inAll, long now) {
    parked.count(1);
    if (parked.isDue(now)) {
      log.warn(
          "A part of destination '{}' is in trouble for long: {} of its event(s) were parked in the"
              + " journal, {} lie there now. Others pass them. They are tried again by and by",
          destination,
          parked.take(now),
          inAll);
    }
  }

  /** No event waits for a part in trouble any more. */
  public void parkedNoMore() {
    if (parked.end()) {
      log.info("No event of destination '{}' is parked in its journal any more", destination);
    }
  }

  public void missing(long events) {
    log.error(
        "The journal of destination '{}' could not give {} event(s) back, counted as quarantined: they are"
            + " damaged and put aside, or another process has taken them",
        destination,
        events);
  }

  /** At the end. */
  public void kept(long events) {
    if (events > 0) {
      log.info(
          "Destination '{}' was closed with {} event(s) in its journal, which are delivered when it is"
              + " opened again",
          destination,
          events);
    }
  }

  public void hangs(long events) {
    log.error(
        "The journal of destination '{}' has not taken in time what was left; the dead-letter handler"
            + " has {} event(s) that were to be written, some of which may be there all the same",
        destination,
        events);
  }
}
