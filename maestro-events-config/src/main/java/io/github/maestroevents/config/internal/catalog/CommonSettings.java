package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.EnvelopePolicy;
import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The settings that every destination has, whatever its type: the engine's. */
public final class CommonSettings {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int ANY_INT = Integer.MAX_VALUE;

  public static final Setting TYPE =
      Setting.text("type", "What the destination is; a provider of this type makes its publisher.")
          .required();
  public static final Setting REQUIRED =
      Setting.flag("required", "Whether a send fails if this destination refuses the event.")
          .withDefault("true");

  public static final Setting FILTER_TYPES =
      Setting.list(
              "filter.types",
              "Event types that go to the destination; of types that are not Maestro's, a pattern"
                  + " with * and ?.")
          .shown();
  public static final Setting FILTER_LEVEL =
      Setting.choice(
          "filter.level", "The lowest level that goes there.", List.of("info", "warn", "error"));
  public static final Setting FILTER_WORKFLOWS =
      Setting.list(
              "filter.workflows",
              "Workflow ids that go there, as patterns with * and ?; with ! in front, those that do"
                  + " not.")
          .shown();
  public static final Setting FILTER_CLUSTERS =
      Setting.list("filter.clusters", "Clusters whose events go there.").shown();
  public static final Setting FILTER_TERMINAL_ONLY =
      Setting.flag("filter.terminal-only", "Only ends of runs and steps go there.")
          .withDefault("false");

  public static final Setting ORDERING_KEY =
      Setting.choice(
              "ordering-key",
              "Which events are delivered in order among themselves.",
              List.of("workflow-run", "workflow"))
          .withDefault("workflow-run");
  public static final Setting ENVELOPE_SOURCE =
      Setting.text(
              "envelope.source",
              "The CloudEvents source of Maestro's events: a URI reference, perhaps with"
                  + " {cluster}.")
          .shown()
          .withDefault(EnvelopePolicy.DEFAULT_SOURCE);
  public static final Setting ENVELOPE_TYPE_PREFIX =
      Setting.text(
              "envelope.type-prefix",
              "What stands before the wire type in the CloudEvents type; the word none for"
                  + " nothing.")
          .shown()
          .withDefault(EnvelopePolicy.DEFAULT_TYPE_PREFIX);
  public static final Setting MAX_EVENT_BYTES =
      Setting.size("max-event-bytes", "The largest event that is encoded.", 1 << 10, 1 << 30)
          .withDefault("4MiB");

  public static final Setting ACCEPTANCE =
      Setting.choice(
              "acceptance",
              "What a returning send proves: in memory, on disk, or at the destination.",
              List.of("memory", "journaled", "confirmed"))
          .withDefault("memory");
  public static final Setting CONFIRM_TIMEOUT =
      Setting.duration(
              "confirm-timeout",
              "How long a send waits for the destination under confirmed.",
              MILLI,
              AcceptancePolicy.LONGEST_SAFE_CONFIRM_TIMEOUT.minusMillis(1))
          .withDefault("5s");
  public static final Setting APPEND_TIMEOUT =
      Setting.duration(
              "append-timeout",
              "How long a send waits for the journal under journaled.",
              MILLI,
              DAY)
          .withDefault("5s");

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

  public static final Setting JOURNAL =
      Setting.text(
              "journal",
              "Where events lie on disk until they are delivered: none, file:/path, datasource,"
                  + " jdbc:postgresql://….")
          .withDefault("none");
  public static final Setting JOURNALING_WHEN_FULL =
      Setting.choice(
              "journaling.when-full",
              "What happens when the journal is full.",
              List.of("reject", "drop-newest", "drop-oldest"))
          .withDefault("reject");
  public static final Setting JOURNALING_MAX_BATCH_EVENTS =
      Setting.integer("journaling.max-batch-events", "Events in one commit.", 1, 1 << 16)
          .withDefault("1024");
  public static final Setting JOURNALING_MAX_BATCH_BYTES =
      Setting.size("journaling.max-batch-bytes", "Bytes in one commit.", 1, Long.MAX_VALUE)
          .withDefault("4MiB");
  public static final Setting JOURNALING_READ_AHEAD_EVENTS =
      Setting.integer("journaling.read-ahead-events", "Events read at once.", 1, 1 << 16)
          .withDefault("1024");
  public static final Setting JOURNALING_READ_AHEAD_BYTES =
      Setting.size("journaling.read-ahead-bytes", "Bytes read at once.", 1, Long.MAX_VALUE)
          .withDefault("4MiB");
  public static final Setting JOURNALING_ADOPT_INTERVAL =
      Setting.duration(
              "journaling.adopt-interval",
              "How often the journal is asked for what dead neighbours left.",
              Duration.ofMillis(10),
              DAY)
          .withDefault("5s");

  public static final Setting DEAD_LETTERS =
      Setting.text(
              "dead-letters",
              "Where events go that will not be delivered: log, file:/path, destination:<name>.")
          .withDefault("log");
  public static final Setting DEAD_LETTER_FILE_MAX_BYTES =
      Setting.size(
              "dead-letter-file.max-bytes", "The largest size of one file.", 1024, Long.MAX_VALUE)
          .withDefault("64MiB");
  public static final Setting DEAD_LETTER_FILE_MAX_FILES =
      Setting.integer("dead-letter-file.max-files", "Files kept, the current included.", 1, 1000)
          .withDefault(Integer.toString(JsonLinesDeadLetterFile.DEFAULT_MAX_FILES));

  public static final Setting CLOSE_TIMEOUT =
      Setting.duration(
              "close-timeout", "How long close tries to deliver what is left.", Duration.ZERO, DAY)
          .withDefault(NonBlockingPublisherBuilder.DEFAULT_CLOSE_TIMEOUT.toSeconds() + "s");
  public static final Setting CLOSE_ON_SHUTDOWN =
      Setting.flag("close-on-shutdown", "Whether the publisher closes itself when the JVM ends.")
          .withDefault("false");

  /** All of them, in the order in which people read them. */
  public static final List<Setting> ALL =
      List.of(
          TYPE,
          REQUIRED,
          FILTER_TYPES,
          FILTER_LEVEL,
          FILTER_WORKFLOWS,
          FILTER_CLUSTERS,
          FILTER_TERMINAL_ONLY,
          ORDERING_KEY,
          ENVELOPE_SOURCE,
          ENVELOPE_TYPE_PREFIX,
          MAX_EVENT_BYTES,
          ACCEPTANCE,
          CONFIRM_TIMEOUT,
          APPEND_TIMEOUT,
          JOURNAL,
          JOURNALING_WHEN_FULL,
          JOURNALING_MAX_BATCH_EVENTS,
          JOURNALING_MAX_BATCH_BYTES,
          JOURNALING_READ_AHEAD_EVENTS,
          JOURNALING_READ_AHEAD_BYTES,
          JOURNALING_ADOPT_INTERVAL,
          DEAD_LETTERS,
          DEAD_LETTER_FILE_MAX_BYTES,
          DEAD_LETTER_FILE_MAX_FILES,
          QUEUE_CAPACITY,
          QUEUE_OVERFLOW,
          BATCH_MAX_EVENTS,
          BATCH_MAX_BYTES,
          BATCH_LINGER,
          BATCH_TIMEOUT,
          IN_FLIGHT_MAX_BATCHES,
          IN_FLIGHT_MAX_EVENTS,
          IN_FLIGHT_MAX_BYTES,
          IN_FLIGHT_TROUBLE_SHARE,
          RETRY_INITIAL_DELAY,
          RETRY_MAX_DELAY,
          RETRY_MAX_ATTEMPTS,
          RETRY_MAX_AGE,
          CIRCUIT_ENABLED,
          CIRCUIT_WINDOW,
          CIRCUIT_MIN_CALLS,
          CIRCUIT_FAILURE_RATE,
          CIRCUIT_SLOW_CALL,
          CIRCUIT_SLOW_CALL_RATE,
          CIRCUIT_OPEN_FOR,
          CIRCUIT_MAX_OPEN_FOR,
          CLOSE_TIMEOUT,
          CLOSE_ON_SHUTDOWN);

  public static final Setting ENABLED =
      Setting.flag(
              "enabled",
              "Whether anything is opened; without, every event is accepted and held back.")
          .withDefault("true");

  /** Those that stand above the destinations; the last two are short for defaults of theirs. */
  public static final List<Setting> GENERAL = List.of(ENABLED, JOURNAL, CLOSE_TIMEOUT);

  private CommonSettings() {}

  /** Those of every destination, and then others. */
  public static List<Setting> and(List<Setting> others) {
    List<Setting> all = new ArrayList<>(ALL);
    all.addAll(others);
    return all;
  }
}
