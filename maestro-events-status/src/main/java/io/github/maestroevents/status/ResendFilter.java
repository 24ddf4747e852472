package io.github.maestroevents.status;

import io.github.maestroevents.delivery.deadletter.KeptDeadLetter;
import io.github.maestroevents.delivery.filter.Glob;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters of a destination are meant: those that meet every field that is given.
 *
 * @param workflow the beginning of a workflow's id; with a star in it, a pattern of the whole id
 * @param since given up then or later
 * @param until given up before
 */
record ResendFilter(
    String destination,
    String type,
    String reason,
    String workflow,
    String event,
    @Nullable Instant since,
    @Nullable Instant until) {

  /**
   * Reads it of what the page has sent.
   *
   * @throws IllegalArgumentException if a time is none; the message is for people
   */
  static ResendFilter of(String destination, StatusRequest request) {
    return new ResendFilter(
        destination,
        request.parameter("type").trim(),
        request.parameter("reason").trim(),
        request.parameter("workflow").trim(),
        request.parameter("event").trim(),
        time("From", request.parameter("since").trim()),
        time("Until", request.parameter("until").trim()));
  }

  private static @Nullable Instant time(String field, String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          field + " is no time: write it as 2026-01-31T18:00:00Z.", e);
    }
  }

  /** Those that were given up before a moment: what comes later has not been counted. */
  ResendFilter before(Instant moment) {
    Instant end = until == null || moment.isBefore(until) ? moment : until;
    return new ResendFilter(destination, type, reason, workflow, event, since, end);
  }

  boolean matches(KeptDeadLetter letter) {
    return letter.destination().equals(destination)
        && isOrAny(type, letter.type())
        && isOrAny(reason, letter.reason())
        && isOrAny(event, letter.id())
        && isWorkflow(letter.workflowId())
        && isBetween(letter.time());
  }

  private static boolean isOrAny(String wanted, @Nullable String value) {
    return wanted.isEmpty() || wanted.equals(value);
  }

  private boolean isWorkflow(@Nullable String id) {
    if (workflow.isEmpty()) {
      return true;
    }
    String known = id == null ? "" : id;
    return workflow.indexOf('*') < 0
        ? known.startsWith(workflow)
        : new Glob(workflow).matches(known);
  }

  private boolean isBetween(@Nullable Instant time) {
    return (since == null || (time != null && !time.isBefore(since)))
        && (until == null || time == null || time.isBefore(until));
  }
}
