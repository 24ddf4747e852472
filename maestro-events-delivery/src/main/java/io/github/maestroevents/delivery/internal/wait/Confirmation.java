package io.github.maestroevents.delivery.internal.wait;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.SharedEncoding;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a caller wait until the destination has acknowledged its event, or throws and leaves the
 * event to the caller. Stateless; runs on the callers' threads.
 */
public final class Confirmation implements SenderWait {

  private final String destination;
  private final Duration timeout;

  public Confirmation(String destination, Duration timeout) {
    this.destination = LogText.id(destination);
    this.timeout = timeout;
  }

  @Override
  public Envelope envelope(MaestroEvent event, @Nullable SharedEncoding encoding) {
    return Envelope.toConfirm(event, encoding);
  }

  @Override
  public long timeoutNanos() {
    return timeout.toNanos();
  }

  @Override
  public void refuseIfHopeless(SenderGate gate, boolean onOwnThread) {
    if (onOwnThread) {
      throw refused(
          "A callback on the delivery thread of destination '"
              + destination
              + "' cannot wait for that thread; send from another thread");
    }
    if (gate.isPaused()) {
      throw refused("Destination '" + destination + "' is paused; send the event again later");
    }
    if (!gate.admitsSender()) {
      throw refused(
          gate.circuit() == CircuitState.OPEN
              ? "The circuit of destination '"
                  + destination
                  + "' is open; send the event again later"
              : "Destination '"
                  + destination
                  + "' has failed and is being probed; send the event again later");
    }
  }

  private static RetryableDeliveryException refused(String message) {
    return RetryableDeliveryException.withoutStackTrace(message);
  }

  @Override
  public void forgo(SenderGate gate) {
    gate.senderLeaves();
  }

  @Override
  public void await(Envelope envelope, SenderGate gate, long nanos) {
    CompletableFuture<DeliveryOutcome> outcome = requireNonNull(envelope.outcome);
    try {
      judge(outcome.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      takeBack(outcome, gate, "was not acknowledged within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      takeBack(outcome, null, "was not acknowledged when its sender was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Outcomes are values", e);
    } finally {
      gate.senderLeaves();
    }
  }

  /** The outcome may come in at the very moment of giving up; then it counts. */
  private void takeBack(
      CompletableFuture<DeliveryOutcome> outcome,
      @Nullable SenderGate timedOutAt,
      String why,
      Exception cause) {
    if (!outcome.cancel(false)) {
      judge(outcome.join());
      return;
    }
    if (timedOutAt != null) {
      timedOutAt.senderTimedOut();
    }
    throw new RetryableDeliveryException(
        "The event "
            + why
            + " by destination '"
            + destination
            + "'; it may have been delivered all the same. Send it again",
        cause);
  }

  private void judge(DeliveryOutcome outcome) {
    if (outcome instanceof RetryLater later) {
      throw new RetryableDeliveryException(
          "Destination '" + destination + "' did not take the event; send it again later",
          later.cause());
    }
    if (outcome instanceof Rejected rejected) {
      if (rejected.cause() instanceof PublisherClosedException closed) {
        throw new PublisherClosedException(
            "The publisher of destination '"
                + destination
                + "' was closed before the event was acknowledged; it may have been delivered all the"
                + " same",
            closed);
      }
      throw new PermanentDeliveryException(
          "Destination '"
              + destination
              + "' will never take the event. The sender still owns the event: no dead-letter handler"
              + " has it",
          rejected.cause());
    }
  }
}
