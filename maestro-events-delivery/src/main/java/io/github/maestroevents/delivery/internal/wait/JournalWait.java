package io.github.maestroevents.delivery.internal.wait;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.EncodingRule;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.Receipt;
import io.github.maestroevents.delivery.internal.travel.SharedEncoding;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a caller wait until the journal holds its event, or throws and leaves the event to the
 * caller. Stateless; runs on the callers' threads.
 */
public final class JournalWait implements SenderWait {

  private final String destination;
  private final Duration timeout;
  private final EncodingRule rule;

  public JournalWait(String destination, Duration timeout, EncodingRule rule) {
    this.destination = LogText.id(destination);
    this.timeout = timeout;
    this.rule = rule;
  }

  /** Encoded here, on threads that have to wait: the journal thread serves them all. */
  @Override
  public Envelope envelope(MaestroEvent event, @Nullable SharedEncoding encoding) {
    return Envelope.toJournal(event, encoded(event, encoding));
  }

  /** The same, for a caller who wants to know the outcome too. */
  public Envelope submitted(MaestroEvent event, @Nullable SharedEncoding encoding) {
    return Envelope.submittedToJournal(event, encoded(event, encoding));
  }

  private SharedEncoding encoded(MaestroEvent event, @Nullable SharedEncoding known) {
    SharedEncoding encoding = known == null ? new SharedEncoding(event, rule, 1) : known;
    encoding.encodeAhead(rule);
    return encoding;
  }

  @Override
  public long timeoutNanos() {
    return timeout.toNanos();
  }

  /**
   * A thread of the publisher would wait for a disk, or for itself; and nobody waits for a disk
   * that keeps silent.
   */
  @Override
  public void refuseIfHopeless(SenderGate gate, boolean onOwnThread) {
    if (onOwnThread) {
      throw RetryableDeliveryException.withoutStackTrace(
          "A callback on a thread of the publisher of destination '"
              + destination
              + "' cannot wait for its journal; send from another thread");
    }
    if (gate.isJournalHeld()) {
      throw RetryableDeliveryException.withoutStackTrace(
          "The journal of destination '"
              + destination
              + "' has not answered for some seconds; send the event again later");
    }
  }

  @Override
  public void forgo(SenderGate gate) {
    // The journal takes all comers.
  }

  @Override
  public void await(Envelope envelope, SenderGate gate, long nanos) {
    CompletableFuture<Receipt> receipt = requireNonNull(envelope.receipt);
    try {
      judge(await(receipt, gate, Math.max(0, nanos)));
    } catch (TimeoutException e) {
      Throwable failure = gate.failure();
      if (failure == null) {
        takeBack(receipt, "was not on disk within " + timeout, e);
      } else {
        takeBack(receipt, "was not on disk when a thread of the publisher ended", failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      takeBack(receipt, "was not on disk when its sender was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Receipts are values", e);
    }
  }

  /** Looks now and then whether there is anybody left to wait for. */
  private static Receipt await(CompletableFuture<Receipt> receipt, SenderGate gate, long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    long left = nanos;
    while (left > TimeLimits.WATCH_NANOS) {
      try {
        return receipt.get(TimeLimits.WATCH_NANOS, TimeUnit.NANOSECONDS);
      } catch (TimeoutException notYet) {
        left = gate.failure() == null ? left - TimeLimits.WATCH_NANOS : 0;
      }
    }
    return receipt.get(left, TimeUnit.NANOSECONDS);
  }

  /** The receipt may come in at the very moment of giving up; then it counts. */
  private void takeBack(CompletableFuture<Receipt> receipt, String why, Throwable cause) {
    if (!receipt.cancel(false)) {
      judge(receipt.join());
      return;
    }
    throw new RetryableDeliveryException(
        "The event "
            + why
            + " in the journal of destination '"
            + destination
            + "'; it may be written and delivered all the same. Send it again",
        cause);
  }

  private void judge(Receipt receipt) {
    switch (receipt.verdict()) {
      case ACCEPTED, DROPPED -> {}
      case FULL ->
          throw PublisherOverloadedException.withoutStackTrace(
              "The journal of destination '"
                  + destination
                  + "' is full; send the event again later, or give the journal more room");
      case FAILED ->
          throw new RetryableDeliveryException(
              "The journal of destination '"
                  + destination
                  + "' failed; the event may be written all the same. Send it again later",
              receipt.cause());
      case CLOSED ->
          throw new PublisherClosedException(
              "The publisher of destination '"
                  + destination
                  + "' was closed before its journal held the event",
              receipt.cause());
    }
  }
}
