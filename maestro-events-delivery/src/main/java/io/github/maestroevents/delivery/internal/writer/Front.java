package io.github.maestroevents.delivery.internal.writer;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.internal.travel.Unfit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way out of the queue under JOURNALED: events are numbered and made ready before they are
 * written. Used by the journal thread until it ends or, if it hangs in the store or in code of the
 * host, until the delivery thread releases it; guarded by this is who takes from the queue.
 */
public final class Front {

  private final Intake intake;
  private final Preparation preparation;
  private final Sequences sequences;
  private boolean released;

  /** Taken from the queue, but not ready: kept, with its number, if making it ready fails. */
  private @Nullable Object inHand;

  private long inHandSequence;

  public Front(Intake intake, Preparation preparation, Sequences sequences) {
    this.intake = intake;
    this.preparation = preparation;
    this.sequences = sequences;
  }

  /**
   * Adds the next events in the order of acceptance, if there are any. When it fails, what it has
   * added stays, and the next call goes on from there.
   */
  void take(List<PendingEvent> events, int maxEvents, long maxBytes, long now) {
    long bytes = events.stream().mapToLong(PendingEvent::sizeBytes).sum();
    while (events.size() < maxEvents && bytes < maxBytes && hasInHand()) {
      PendingEvent event = prepared(requireNonNull(inHand)); // runs code of the host: no lock held
      event.takenUpNanos = now;
      event.seenNanos = now;
      events.add(event);
      inHand = null;
      bytes += event.sizeBytes();
    }
  }

  private synchronized boolean hasInHand() {
    if (inHand == null && !released) {
      inHand = intake.take();
      if (inHand != null) {
        inHandSequence = sequences.next();
      }
    }
    return inHand != null && !released;
  }

  private PendingEvent prepared(Object accepted) {
    Envelope envelope = Envelope.of(accepted);
    if (envelope != null && envelope.isReceiptRefused()) {
      return PendingEvent.unfit(inHandSequence, accepted, Unfit.HANDED_BACK);
    }
    return preparation.prepare(inHandSequence, accepted);
  }

  /** What was taken and never made ready; null if there is nothing. */
  @Nullable PendingEvent giveBack() {
    Object accepted = inHand;
    inHand = null;
    return accepted == null ? null : new PendingEvent(inHandSequence, accepted, "", null);
  }

  boolean isEmpty() {
    return inHand == null && intake.isEmpty();
  }

  /** From here on the journal thread takes nothing. */
  public synchronized void release() {
    released = true;
  }
}
