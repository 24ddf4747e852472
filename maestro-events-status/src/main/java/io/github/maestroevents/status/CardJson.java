package io.github.maestroevents.status;

import io.github.maestroevents.delivery.health.HealthFinding;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.status.internal.history.AttemptLine;
import io.github.maestroevents.status.internal.history.Column;
import io.github.maestroevents.status.internal.history.LetterLine;
import io.github.maestroevents.status.internal.history.ProblemLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One destination as fields of JSON: its state, its figures, its rows and its last happenings. */
final class CardJson {

  private static final int MAX_SETTINGS_CHARS = 2_000;

  private final StatusHistory history;
  private final HealthThresholds thresholds;
  private final Json json;

  CardJson(StatusHistory history, HealthThresholds thresholds, Json json) {
    this.history = history;
    this.thresholds = thresholds;
    this.json = json;
  }

  /** With the rows that ended after and up to these, in milliseconds since the history began. */
  void write(long secondsAfter, long secondsUpTo, long minutesAfter, long minutesUpTo) {
    DeliveryStats stats = history.stats();
    json.field("id", history.id());
    json.field("name", history.destination().name());
    json.field("shown", LogText.bounded(history.destination().name(), LogText.MAX_ID_CHARS));
    judgement();
    waits(stats);
    figures(stats);
    json.field("now", history.elapsedMillis());
    rows("seconds", history.timeline().seconds(), secondsAfter, secondsUpTo);
    rows("minutes", history.timeline().minutes(), minutesAfter, minutesUpTo);
    problems();
    attempts("attempts", history.attempts().newestFirst());
    attempts("failures", history.failures().newestFirst());
    letters();
    json.field(
        "settings", LogText.bounded(history.destination().settingsInForce(), MAX_SETTINGS_CHARS));
  }

  private void judgement() {
    Judgement judgement = Judgement.of(history, thresholds);
    json.field("state", judgement.word());
    json.field("status", judgement.status().name());
    json.name("reasons").open('[');
    for (HealthFinding finding : judgement.findings()) {
      json.open('{').field("reason", finding.reason().name());
      json.field("status", finding.status().name());
      json.field("text", finding.text()).close('}');
    }
    json.close(']');
  }

  private void waits(DeliveryStats stats) {
    json.name("waits").open('[');
    for (WaitReasons.Reason reason : WaitReasons.of(stats)) {
      json.open('{').field("text", reason.text());
      time("time", reason.time());
      json.close('}');
    }
    json.close(']');
  }

  private void figures(DeliveryStats stats) {
    json.name("figures").open('{');
    json.field("accepted", stats.accepted());
    json.field("recovered", stats.recovered());
    json.field("rejected", stats.rejected());
    json.field("dropped", stats.dropped());
    json.field("delivered", stats.delivered());
    json.field("filtered", stats.filtered());
    json.field("deadLettered", stats.deadLettered());
    json.field("discarded", stats.discarded());
    json.field("quarantined", stats.quarantined());
    json.field("retried", stats.retried());
    json.field("retriedInDoubt", stats.retriedInDoubt());
    json.field("spilled", stats.spilled());
    json.field("undelivered", stats.undelivered());
    json.field("queued", stats.queued());
    json.field("queueCapacity", stats.queueCapacity());
    json.field("waiting", stats.waiting());
    json.field("inFlight", stats.inFlight());
    json.field("heldBytes", stats.heldBytes());
    json.field("journaled", stats.journaled());
    json.field("journalEvents", stats.journalEvents());
    json.field("journalBytes", stats.journalBytes());
    json.field("journalMaxBytes", stats.journalMaxBytes());
    json.field("paused", stats.paused());
    json.field("circuit", stats.circuit().name());
    json.field("balanced", !history.wasImbalanced());
    json.name("successRatio").value(stats.successRatio());
    Instant oldest = stats.oldestUndelivered();
    json.field(
        "oldestAgeMillis",
        oldest == null ? -1 : Math.max(0, Duration.between(oldest, history.now()).toMillis()));
    json.close('}');
  }

  private void rows(String name, List<long[]> rows, long after, long upTo) {
    json.name(name).open('[');
    for (long[] row : rows) {
      if (Column.END_MILLIS.of(row) > after && Column.END_MILLIS.of(row) <= upTo) {
        json.open('[');
        for (long value : row) {
          json.value(value);
        }
        json.close(']');
      }
    }
    json.close(']');
  }

  private void problems() {
    json.name("problems").open('[');
    for (ProblemLine problem : history.problems().newestFirst()) {
      json.open('{');
      time("time", problem.time());
      json.field("text", problem.text()).close('}');
    }
    json.close(']');
  }

  private void attempts(String name, List<AttemptLine> attempts) {
    json.name(name).open('[');
    for (AttemptLine attempt : attempts) {
      json.open('{');
      time("time", attempt.time());
      json.field("events", attempt.events());
      json.field("bytes", attempt.bytes());
      json.field("micros", attempt.durationNanos() / 1_000);
      json.field("delivered", attempt.delivered());
      json.field("rejected", attempt.rejected());
      json.field("failed", attempt.failed());
      json.field("failure", attempt.failure());
      json.close('}');
    }
    json.close(']');
  }

  private void letters() {
    json.name("deadLetters").open('[');
    for (LetterLine letter : history.letters().newestFirst()) {
      json.open('{');
      time("time", letter.time());
      json.field("type", letter.type());
      json.field("id", letter.id());
      json.field("workflow", letter.workflow());
      json.field("key", letter.orderingKey());
      json.field("reason", letter.reason());
      json.field("attempts", letter.attempts());
      json.field("cause", letter.cause());
      json.close('}');
    }
    json.close(']');
  }

  /** In milliseconds since 1970; null if there is none. */
  private void time(String name, @Nullable Instant time) {
    if (time == null) {
      json.field(name, (String) null);
    } else {
      json.field(name, time.toEpochMilli());
    }
  }
}
