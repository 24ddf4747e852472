package io.github.maestroevents.status;

import io.github.maestroevents.status.internal.history.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One reader of the page: it is told everything at first, and then the rows that are new. Used by
 * one thread at a time.
 */
final class Watching {

  private record Seen(long seconds, long minutes) {}

  private static final Seen NOTHING = new Seen(-1, -1);

  private final StatusPage page;
  private final StatusUser user;
  private final Map<String, Seen> seen = new HashMap<>();

  Watching(StatusPage page, StatusUser user) {
    this.page = page;
    this.user = user;
  }

  /** JSON on one line. */
  String next() {
    List<StatusHistory> shown = page.shown();
    Json json = new Json();
    json.open('{');
    json.field("title", page.title());
    json.field("user", user.name());
    json.field("full", seen.isEmpty());
    json.name("columns").open('[');
    for (Column column : Column.values()) {
      json.value(column.name());
    }
    json.close(']');
    if (user.mayOperate()) {
      json.field("csrf", page.csrf());
    }
    json.name("destinations").open('[');
    for (StatusHistory history : shown) {
      card(history, json);
    }
    json.close(']');
    NodesJson.write(shown, json);
    json.close('}');
    seen.keySet().removeIf(id -> shown.stream().noneMatch(history -> history.id().equals(id)));
    return json.toString();
  }

  private void card(StatusHistory history, Json json) {
    Seen before = seen.getOrDefault(history.id(), NOTHING);
    long seconds = lastMillis(history.timeline().seconds(), before.seconds());
    long minutes = lastMillis(history.timeline().minutes(), before.minutes());
    boolean operable = user.mayOperate() && page.actions().mayActOn(history);
    new CardJson(history, page.thresholds(), json).write(before.seconds(), before.minutes(), operable);
    seen.put(history.id(), new Seen(seconds, minutes));
  }

  private static long lastMillis(List<long[]> rows, long before) {
    return rows.isEmpty() ? before : Column.END_MILLIS.of(rows.get(rows.size() - 1));
  }
}
