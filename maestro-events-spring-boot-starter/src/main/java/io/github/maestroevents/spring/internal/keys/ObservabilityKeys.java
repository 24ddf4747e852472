package io.github.maestroevents.spring.internal.keys;

import java.util.List;

/** The keys below {@code maestro.events} by which an application shows how its events fare. */
public final class ObservabilityKeys {

  /** What all keys begin with, without the dot. */
  public static final String PREFIX = "maestro.events";

  /** Whether the destinations decide, among others, whether the application is ready. */
  public static final String READINESS = "health.readiness";

  /** What the health indicator says of a destination that is failing. */
  public static final String FAILING_STATUS = "health.failing-status";

  /** Whether the destinations have meters. */
  public static final String METRICS = "metrics.enabled";

  /** Whether their timers have histograms. */
  public static final String HISTOGRAMS = "metrics.histograms";

  /** Whether the trace of the sending thread travels with an event. */
  public static final String TRACE_CONTEXT = "trace-context";

  /** Whether the actuator shows the status page. */
  public static final String STATUS_PAGE = "status-page.enabled";

  /** What stands on top of the status page. */
  public static final String STATUS_PAGE_TITLE = "status-page.title";

  /** Which role of the application's security may act on the status page. */
  public static final String STATUS_PAGE_OPERATOR_ROLE = "status-page.operator-role";

  /** Below {@link #DEGRADED} and {@link #FAILING}, times. */
  public static final String CIRCUIT_OPEN = "health.circuit-open";

  /** As {@link #CIRCUIT_OPEN}. */
  public static final String OLDEST_EVENT = "health.oldest-event";

  /** As {@link #CIRCUIT_OPEN}. */
  public static final String DROPS = "health.drops";

  /** As {@link #CIRCUIT_OPEN}, shares. */
  public static final String JOURNAL_SHARE = "health.journal-share";

  /** As {@link #CIRCUIT_OPEN}. */
  public static final String NO_TURN = "health.no-turn";

  /** As {@link #CIRCUIT_OPEN}, shares. */
  public static final String QUEUE_SHARE = "health.queue-share";

  /** The end of the key of a level. */
  public static final String DEGRADED = ".degraded";

  /** The end of the key of a level. */
  public static final String FAILING = ".failing";

  /** Thresholds that are times. */
  public static final List<String> TIMES = List.of(CIRCUIT_OPEN, OLDEST_EVENT, DROPS, NO_TURN);

  /** Thresholds that are shares. */
  public static final List<String> SHARES = List.of(JOURNAL_SHARE, QUEUE_SHARE);

  /** All of them, without the prefix. */
  public static final List<String> ALL =
      List.of(
          READINESS,
          FAILING_STATUS,
          CIRCUIT_OPEN + DEGRADED,
          CIRCUIT_OPEN + FAILING,
          OLDEST_EVENT + DEGRADED,
          OLDEST_EVENT + FAILING,
          DROPS + DEGRADED,
          DROPS + FAILING,
          JOURNAL_SHARE + DEGRADED,
          JOURNAL_SHARE + FAILING,
          NO_TURN + DEGRADED,
          NO_TURN + FAILING,
          QUEUE_SHARE + DEGRADED,
          QUEUE_SHARE + FAILING,
          METRICS,
          HISTOGRAMS,
          TRACE_CONTEXT,
          STATUS_PAGE,
          STATUS_PAGE_TITLE,
          STATUS_PAGE_OPERATOR_ROLE);

  private ObservabilityKeys() {}
}
