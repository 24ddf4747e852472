package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.spi.EnvelopePolicy;
import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The settings that every destination has, whatever its type: the engine's. */
public final class CommonSettings {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

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
          FlowSettings.QUEUE_CAPACITY,
          FlowSettings.QUEUE_OVERFLOW,
          FlowSettings.BATCH_MAX_EVENTS,
          FlowSettings.BATCH_MAX_BYTES,
          FlowSettings.BATCH_LINGER,
          FlowSettings.BATCH_TIMEOUT,
          FlowSettings.IN_FLIGHT_MAX_BATCHES,
          FlowSettings.IN_FLIGHT_MAX_EVENTS,
          FlowSettings.IN_FLIGHT_MAX_BYTES,
          FlowSettings.IN_FLIGHT_TROUBLE_SHARE,
          FlowSettings.RETRY_INITIAL_DELAY,
          FlowSettings.RETRY_MAX_DELAY,
          FlowSettings.RETRY_MAX_ATTEMPTS,
          FlowSettings.RETRY_MAX_AGE,
          FlowSettings.CIRCUIT_ENABLED,
          FlowSettings.CIRCUIT_WINDOW,
          FlowSettings.CIRCUIT_MIN_CALLS,
          FlowSettings.CIRCUIT_FAILURE_RATE,
          FlowSettings.CIRCUIT_SLOW_CALL,
          FlowSettings.CIRCUIT_SLOW_CALL_RATE,
          FlowSettings.CIRCUIT_OPEN_FOR,
          FlowSettings.CIRCUIT_MAX_OPEN_FOR,
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
