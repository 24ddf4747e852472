package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import java.time.Duration;

/**
 * When a destination is left alone. Judged over a sliding window of batches: a batch failed if any
 * of its events is to be retried, or if it was not answered in time; it was slow if its answer took
 * {@code slowCall} or longer. Events the destination rejects are no failures: it answered.
 *
 * <p>While the circuit is open nothing is dispatched, retries included; events wait, and the
 * queue's overflow policy decides what happens to new ones. After {@code openFor} one batch probes.
 *
 * @param window batches that are judged, from 1 to {@value #MAX_WINDOW}; default 20
 * @param minCalls batches below which nothing is judged, from 1 to {@code window}; default 5
 * @param failureRate share of failed batches that opens the circuit, above 0 up to 1; default 0.5
 * @param slowCallRate share of slow batches that opens the circuit, above 0 up to 1; default 0.9
 * @param slowCall when an answer is slow, at least 1 ms; default 10 s
 * @param openFor how long the circuit stays open before a probe, at least 1 ms; default 5 s
 */
public record CircuitBreakerPolicy(
    int window,
    int minCalls,
    double failureRate,
    double slowCallRate,
    Duration slowCall,
    Duration openFor) {

  /** The largest window: {@value}. */
  public static final int MAX_WINDOW = 10_000;

  private static final int NEVER = Integer.MAX_VALUE;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  public CircuitBreakerPolicy {
    requireNonNull(slowCall, "slowCall");
    requireNonNull(openFor, "openFor");
    Checks.range("window", window, 1, MAX_WINDOW);
    Checks.range("minCalls", minCalls, 1, minCalls == NEVER ? NEVER : window);
    Checks.rate("failureRate", failureRate);
    Checks.rate("slowCallRate", slowCallRate);
    Checks.range("slowCall", slowCall, SHORTEST, LONGEST);
    Checks.range("openFor", openFor, SHORTEST, LONGEST);
  }

  /** The defaults named above. */
  public static CircuitBreakerPolicy defaults() {
    return new CircuitBreakerPolicy(20, 5, 0.5, 0.9, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }

  /** A circuit that never opens. */
  public static CircuitBreakerPolicy disabled() {
    return defaults().withWindow(1, NEVER);
  }

  /** This policy over another window. */
  public CircuitBreakerPolicy withWindow(int window, int minCalls) {
    return new CircuitBreakerPolicy(window, minCalls, failureRate, slowCallRate, slowCall, openFor);
  }

  /** This policy with another failure rate. */
  public CircuitBreakerPolicy withFailureRate(double failureRate) {
    return new CircuitBreakerPolicy(window, minCalls, failureRate, slowCallRate, slowCall, openFor);
  }

  /** This policy with another judgement of slow batches. */
  public CircuitBreakerPolicy withSlowCalls(Duration slowCall, double slowCallRate) {
    return new CircuitBreakerPolicy(window, minCalls, failureRate, slowCallRate, slowCall, openFor);
  }

  /** This policy with another time between opening and probing. */
  public CircuitBreakerPolicy withOpenFor(Duration openFor) {
    return new CircuitBreakerPolicy(window, minCalls, failureRate, slowCallRate, slowCall, openFor);
  }
}
