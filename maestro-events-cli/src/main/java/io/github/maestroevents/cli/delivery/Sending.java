package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.Console;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends events in order, batch by batch, and stops at the first that the destination may take
 * later. Keeps to the rate.
 */
public final class Sending {

  /** While it waits for the rate, the sender is asked so often whether the events are its own. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final DeliveryTarget target;
  private final Rate rate;
  private final Console console;
  private final Sender sender;
  private boolean begun;
  private long nextNanos;
  private long delivered;
  private long rejected;

  public Sending(DeliveryTarget target, Rate rate, Console console, Sender sender) {
    this.target = target;
    this.rate = rate;
    this.console = console;
    this.sender = sender;
  }

  /** Sends them; false when the destination is not ready, so that the order is kept by stopping. */
  public boolean send(List<Parcel> parcels) {
    int from = 0;
    while (from < parcels.size()) {
      List<Parcel> batch = target.nextBatch(parcels.subList(from, parcels.size()));
      batch = batch.subList(0, Math.min(batch.size(), rate.mostAtOnce()));
      awaitTurn();
      sender.requireStillMine();
      Verdicts verdicts = target.deliver(batch, console);
      delivered += verdicts.delivered().size();
      rejected += verdicts.rejected();
      nextNanos += rate.nanosFor(batch.size());
      if (!verdicts.delivered().isEmpty()) {
        sender.delivered(verdicts.delivered());
      }
      if (!verdicts.ready()) {
        return false;
      }
      from += batch.size();
    }
    return true;
  }

  private void awaitTurn() {
    long now = console.nanoTime();
    if (!begun || nextNanos - now < 0) { // what was not used is not made up for
      begun = true;
      nextNanos = now;
    }
    long lookNanos = now + LONGEST_WAIT_NANOS;
    while (nextNanos - now > 0) {
      if (lookNanos - now <= 0) {
        sender.requireStillMine();
        lookNanos = now + LONGEST_WAIT_NANOS;
      }
      console.waitFor(Math.min(nextNanos - now, lookNanos - now));
      now = console.nanoTime();
    }
  }

  /** How many have arrived. */
  public long delivered() {
    return delivered;
  }

  /** How many never will be delivered there. */
  public long rejected() {
    return rejected;
  }

  /** Whose events are sent. */
  public interface Sender {

    /** Throws if somebody else has the events by now. */
    void requireStillMine();

    /** These have arrived and can be forgotten. */
    void delivered(List<Parcel> parcels);
  }
}
