package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.List;

/** How events flow through the engine of a destination: queue, batches, retries, circuit. */
public final class FlowSettings {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int ANY_INT = Integer.MAX_VALUE;

  public static final Setting QUEUE_CAPACITY =
      Setting.integer(
              "queue.capacity",
              "Events that fit into the queue; rounded up to a power of two.",
              QueuePolicy.MIN_CAPACITY,
              QueuePolicy.MAX_CAPACITY)
          .withDefault(Integer.toString(QueuePolicy.DEFAULT_CAPACITY));

  public static final Setting QUEUE_OVERFLOW =
      Setting.choice(
              "queue.overflow",
              "What happens to an event that finds the queue full.",
              List.of("drop-newest", "reject", "spill"))
          .withDefault("drop-newest", "spill");

  public static final Setting BATCH_MAX_EVENTS =
      Setting.integer("batch.max-events", "Events in a batch.", 1, ANY_INT)
          .withDefault(Integer.toString(BatchPolicy.DEFAULT_MAX_EVENTS));

  public static final Setting BATCH_MAX_BYTES =
      Setting.size("batch.max-bytes", "Bytes in a batch.", 1, Long.MAX_VALUE).withDefault("1MiB");

  public static final Setting BATCH_LINGER =
      Setting.duration(
              "batch.linger", "How long an event waits for company.", MILLI, Duration.ofMinutes(1))
          .withDefault("5ms");

  public static final Setting BATCH_TIMEOUT =
      Setting.duration(
              "batch-timeout",
              "How long a batch may stay unanswered before it is retried.",
              MILLI,
              DAY)
          .withDefault("what the adapter states and 5s; 30s for a publisher that is no adapter");

  public static final Setting IN_FLIGHT_MAX_BATCHES =
      Setting.integer("in-flight.max-batches", "Batches in flight.", 1, InFlightPolicy.MAX_BATCHES)
          .withDefault(Integer.toString(InFlightPolicy.DEFAULT_MAX_BATCHES));

  public static final Setting IN_FLIGHT_MAX_EVENTS =
      Setting.integer("in-flight.max-events", "Events outside the queue.", 1, ANY_INT)
          .withDefault(Integer.toString(InFlightPolicy.DEFAULT_MAX_EVENTS));

  public static final Setting IN_FLIGHT_MAX_BYTES =
      Setting.size("in-flight.max-bytes", "Bytes of those events.", 1, Long.MAX_VALUE)
          .withDefault("32MiB");

  public static final Setting IN_FLIGHT_TROUBLE_SHARE =
      Setting.share(
              "in-flight.trouble-share",
              "The share of memory for events that fail while others are delivered.")
          .withDefault(Double.toString(InFlightPolicy.DEFAULT_TROUBLE_SHARE));

  public static final Setting RETRY_INITIAL_DELAY =
      Setting.duration("retry.initial-delay", "The bound of the first delay.", MILLI, YEAR)
          .withDefault("100ms");

  public static final Setting RETRY_MAX_DELAY =
      Setting.duration("retry.max-delay", "The bound that the delays grow to.", MILLI, YEAR)
          .withDefault("30s");

  public static final Setting RETRY_MAX_ATTEMPTS =
      Setting.integer("retry.max-attempts", "Attempts in all, the first included.", 1, ANY_INT)
          .orUnlimited()
          .withDefault(Integer.toString(RetryPolicy.DEFAULT_MAX_ATTEMPTS), Setting.UNLIMITED);

  public static final Setting RETRY_MAX_AGE =
      Setting.duration("retry.max-age", "The age at which an event is given up.", MILLI, YEAR)
          .orUnlimited()
          .withDefault("1h", Setting.UNLIMITED);

  public static final Setting CIRCUIT_ENABLED =
      Setting.flag(
              "circuit-breaker.enabled",
              "Whether a destination that fails is left alone for a while.")
          .withDefault("true");

  public static final Setting CIRCUIT_WINDOW =
      Setting.integer("circuit-breaker.window", "Batches that are judged.", 1, 10_000)
          .withDefault("20");

  public static final Setting CIRCUIT_MIN_CALLS =
      Setting.integer(
              "circuit-breaker.min-calls", "Batches below which nothing is judged.", 1, 10_000)
          .withDefault("5");

  public static final Setting CIRCUIT_FAILURE_RATE =
      Setting.share(
              "circuit-breaker.failure-rate", "The share of failed events that opens the circuit.")
          .withDefault("0.5");

  public static final Setting CIRCUIT_SLOW_CALL =
      Setting.duration("circuit-breaker.slow-call", "When an answer is slow.", MILLI, DAY)
          .withDefault("10s");

  public static final Setting CIRCUIT_SLOW_CALL_RATE =
      Setting.share(
              "circuit-breaker.slow-call-rate", "The share of slow events that opens the circuit.")
          .withDefault("0.9");

  public static final Setting CIRCUIT_OPEN_FOR =
      Setting.duration(
              "circuit-breaker.open-for",
              "How long the circuit is open before a probe.",
              MILLI,
              DAY)
          .withDefault("5s");

  public static final Setting CIRCUIT_MAX_OPEN_FOR =
      Setting.duration(
              "circuit-breaker.max-open-for", "The longest time between two probes.", MILLI, DAY)
          .withDefault("60s");

  private FlowSettings() {}
}
