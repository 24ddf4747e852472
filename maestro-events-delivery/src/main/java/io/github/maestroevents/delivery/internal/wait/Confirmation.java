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
    this.destination = destination;
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
  public void refuseIfHopeless(CircuitState circuit, boolean onOwnThread) {
    if (circuit == CircuitState.OPEN) {
      throw new RetryableDeliveryException(
          "The circuit of destination '" + destination + "' is open; send the event again later");
    }
    if (onOwnThread) {
      throw new RetryableDeliveryException(
          "A callback on the delivery thread of destination '"
              + destination
              + "' cannot wait for that thread; send from another thread");
    }
  }

  @Override
  public void await(Envelope envelope, long nanos) {
    CompletableFuture<DeliveryOutcome> outcome = requireNonNull(envelope.outcome);
    try {
      judge(outcome.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      takeBack(outcome, "was not acknowledged within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      takeBack(outcome, "was not acknowledged when its sender was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Outcomes are values", e);
    }
  }

  /** The outcome may come in at the very moment of giving up; then it counts. */
  private void takeBack(CompletableFuture<DeliveryOutcome> outcome, String why, Exception cause) {
    if (!outcome.cancel(false)) {
      judge(outcome.join());
      return;
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
                + "' was closed before the event was"
                + " acknowledged; it may have been delivered all the same",
            closed);
      }
      throw new PermanentDeliveryException(
          "Destination '" + destination + "' will never take the event", rejected.cause());
    }
  }
}
