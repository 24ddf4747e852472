package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a destination is left alone. Judged by the events of the last batches. An event failed if it
 * is to be retried by the destination's fault, or was not answered in time. An event that failed by
 * its own fault, such as a topic that is missing, is not counted. An event that the destination
 * rejects is no failure: it answered. An event was slow if its batch took {@link #slowCall} or
 * longer. A sender that waited in vain under CONFIRMED counts as a batch of one failed event.
 *
 * <p>While the circuit is open nothing is dispatched, retries included; events wait, and the
 * queue's overflow policy decides what happens to new ones. After {@link #openFor} one batch
 * probes. Each probe that fails doubles the time to the next one, up to {@link #maxOpenFor}.
 *
 * <p>Immutable; two policies with the same settings are equal.
 */
public final class CircuitBreakerPolicy {

  /** The largest window: {@value}. */
  public static final int MAX_WINDOW = 10_000;

  /** Batches that are judged, unless set otherwise: {@value}. */
  public static final int DEFAULT_WINDOW = 20;

  /** Batches below which nothing is judged, unless set otherwise: {@value}. */
  public static final int DEFAULT_MIN_CALLS = 5;

  /** The share of failed batches, unless set otherwise: {@value}. */
  public static final double DEFAULT_FAILURE_RATE = 0.5;

  /** The share of slow batches, unless set otherwise: {@value}. */
  public static final double DEFAULT_SLOW_CALL_RATE = 0.9;

  /** When an answer is slow, unless set otherwise: 10 s. */
  public static final Duration DEFAULT_SLOW_CALL = Duration.ofSeconds(10);

  /** Until the first probe, unless set otherwise: 5 s. */
  public static final Duration DEFAULT_OPEN_FOR = Duration.ofSeconds(5);

  /** Between two probes at most, unless set otherwise: 60 s. */
  public static final Duration DEFAULT_MAX_OPEN_FOR = Duration.ofSeconds(60);

  private static final int NEVER = Integer.MAX_VALUE;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Values values;

  private CircuitBreakerPolicy(Values values) {
    this.values = values;
  }

  /** The defaults named above. */
  public static CircuitBreakerPolicy defaults() {
    return new CircuitBreakerPolicy(
        new Values(
            DEFAULT_WINDOW,
            DEFAULT_MIN_CALLS,
            DEFAULT_FAILURE_RATE,
            DEFAULT_SLOW_CALL_RATE,
            DEFAULT_SLOW_CALL,
            DEFAULT_OPEN_FOR,
            DEFAULT_MAX_OPEN_FOR));
  }

  /** A circuit that never opens. */
  public static CircuitBreakerPolicy disabled() {
    return defaults().withWindow(1, NEVER);
  }

  /** Batches that are judged, from 1 to {@value #MAX_WINDOW}. Default {@value #DEFAULT_WINDOW}. */
  public int window() {
    return values.window;
  }

  /**
   * Batches below which nothing is judged, from 1 to {@link #window}. Default {@value
   * #DEFAULT_MIN_CALLS}. {@link Integer#MAX_VALUE} means that the circuit never opens.
   */
  public int minCalls() {
    return values.minCalls;
  }

  /**
   * The share of failed events that opens the circuit, above 0 up to 1. Default {@value
   * #DEFAULT_FAILURE_RATE}. Only failures of the destination count: not those of an event's own
   * fault, and not those of events that are tried again in vain while others are delivered.
   */
  public double failureRate() {
    return values.failureRate;
  }

  /**
   * The share of slow events that opens the circuit, above 0 up to 1. Default {@value
   * #DEFAULT_SLOW_CALL_RATE}.
   */
  public double slowCallRate() {
    return values.slowCallRate;
  }

  /**
   * When an answer is slow, from 1 ms to 1 day. Default 10 s. A batch that a later one overtook is
   * never slow: what it waited for is a part of the destination.
   */
  public Duration slowCall() {
    return values.slowCall;
  }

  /**
   * How long the circuit stays open before the first probe, from 1 ms to 1 day. Default 5 s. The
   * time doubles with each probe that fails in a row, up to {@link #maxOpenFor}.
   */
  public Duration openFor() {
    return values.openFor;
  }

  /**
   * How long the circuit stays open before a probe at most, from {@link #openFor} to 1 day. Default
   * 60 s. With {@code maxOpenFor} equal to {@code openFor} the time between two probes never grows.
   */
  public Duration maxOpenFor() {
    return values.maxOpenFor;
  }

  /** This policy over another window. */
  public CircuitBreakerPolicy withWindow(int window, int minCalls) {
    return new CircuitBreakerPolicy(
        new Values(
            window,
            minCalls,
            values.failureRate,
            values.slowCallRate,
            values.slowCall,
            values.openFor,
            values.maxOpenFor));
  }

  /**
   * This policy over another window, at least {@link #minCalls}; to lower both use {@link
   * #withWindow(int, int)}.
   */
  public CircuitBreakerPolicy withWindow(int window) {
    return new CircuitBreakerPolicy(
        new Values(
            window,
            values.minCalls,
            values.failureRate,
            values.slowCallRate,
            values.slowCall,
            values.openFor,
            values.maxOpenFor));
  }

  /** This policy with another number of batches below which nothing is judged. */
  public CircuitBreakerPolicy withMinCalls(int minCalls) {
    return new CircuitBreakerPolicy(
        new Values(
            values.window,
            minCalls,
            values.failureRate,
            values.slowCallRate,
            values.slowCall,
            values.openFor,
            values.maxOpenFor));
  }

  /** This policy with another failure rate. */
  public CircuitBreakerPolicy withFailureRate(double failureRate) {
    return new CircuitBreakerPolicy(
        new Values(
            values.window,
            values.minCalls,
            failureRate,
            values.slowCallRate,
            values.slowCall,
            values.openFor,
            values.maxOpenFor));
  }

  /** This policy with another judgement of slow batches. */
  public CircuitBreakerPolicy withSlowCalls(Duration slowCall, double slowCallRate) {
    return new CircuitBreakerPolicy(
        new Values(
            values.window,
            values.minCalls,
            values.failureRate,
            slowCallRate,
            slowCall,
            values.openFor,
            values.maxOpenFor));
  }

  /** This policy with another time from which an answer is slow. */
  public CircuitBreakerPolicy withSlowCall(Duration slowCall) {
    return new CircuitBreakerPolicy(
        new Values(
            values.window,
            values.minCalls,
            values.failureRate,
            values.slowCallRate,
            slowCall,
            values.openFor,
            values.maxOpenFor));
  }

  /** This policy with another share of slow batches. */
  public CircuitBreakerPolicy withSlowCallRate(double slowCallRate) {
    return new CircuitBreakerPolicy(
        new Values(
            values.window,
            values.minCalls,
            values.failureRate,
            slowCallRate,
            values.slowCall,
            values.openFor,
            values.maxOpenFor));
  }

  /**
   * This policy with another time between opening and probing. A longer one than {@link
   * #maxOpenFor} raises {@code maxOpenFor} to the same time.
   */
  public CircuitBreakerPolicy withOpenFor(Duration openFor) {
    requireNonNull(openFor, "openFor");
    Duration longest = openFor.compareTo(values.maxOpenFor) > 0 ? openFor : values.maxOpenFor;
    return new CircuitBreakerPolicy(
        new Values(
            values.window,
            values.minCalls,
            values.failureRate,
            values.slowCallRate,
            values.slowCall,
            openFor,
            longest));
  }

  /** This policy with another bound that the time between two probes grows to. */
  public CircuitBreakerPolicy withMaxOpenFor(Duration maxOpenFor) {
    return new CircuitBreakerPolicy(
        new Values(
            values.window,
            values.minCalls,
            values.failureRate,
            values.slowCallRate,
            values.slowCall,
            values.openFor,
            maxOpenFor));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CircuitBreakerPolicy that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The settings by their names, as a record shows them. */
  @Override
  public String toString() {
    return PolicyText.of(CircuitBreakerPolicy.class, values);
  }

  private record Values(
      int window,
      int minCalls,
      double failureRate,
      double slowCallRate,
      Duration slowCall,
      Duration openFor,
      Duration maxOpenFor) {

    private Values {
      requireNonNull(slowCall, "slowCall");
      requireNonNull(openFor, "openFor");
      requireNonNull(maxOpenFor, "maxOpenFor");
      Checks.range("window", window, 1, MAX_WINDOW);
      Checks.range("minCalls", minCalls, 1, minCalls == NEVER ? NEVER : window);
      Checks.rate("failureRate", failureRate);
      Checks.rate("slowCallRate", slowCallRate);
      Checks.range("slowCall", slowCall, SHORTEST, LONGEST);
      Checks.range("openFor", openFor, SHORTEST, LONGEST);
      Checks.range("maxOpenFor", maxOpenFor, openFor, LONGEST);
    }
  }
}
