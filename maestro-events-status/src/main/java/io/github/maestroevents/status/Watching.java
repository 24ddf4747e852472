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

  /** Of each chart of a destination, in one message of several. */
  private static final int SOME_ROWS = 400;

  private final StatusPage page;
  private final StatusUser user;
  private final int mostRows;
  private boolean hasMore;
  private final Map<String, Seen> seen = new HashMap<>();

  Watching(StatusPage page, StatusUser user) {
    this(page, user, Integer.MAX_VALUE);
  }

  private Watching(StatusPage page, StatusUser user, int mostRows) {
    this.page = page;
    this.user = user;
    this.mostRows = mostRows;
  }

  /** One that is told a long history in several messages, so that each of them is small. */
  static Watching inPieces(StatusPage page, StatusUser user) {
    return new Watching(page, user, SOME_ROWS);
  }

  /** Whether there were more rows than the last message had. */
  boolean hasMore() {
    return hasMore;
  }

  /** JSON on one line. */
  String next() {
    List<StatusHistory> shown = page.shown();
    hasMore = false;
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
    page.actions().resends().keepOnly(shown.stream().map(StatusHistory::id).toList());
    seen.keySet().removeIf(id -> shown.stream().noneMatch(history -> history.id().equals(id)));
    return json.toString();
  }

  private void card(StatusHistory history, Json json) {
    Seen before = seen.getOrDefault(history.id(), NOTHING);
    long seconds = last(history.timeline().seconds(), before.seconds());
    long minutes = last(history.timeline().minutes(), before.minutes());
    boolean operable = user.mayOperate() && page.actions().mayActOn(history);
    json.open('{');
    json.field("operable", operable);
    json.field("resendable", operable && page.actions().mayResend(history));
    ResendRun resend = page.actions().resends().run(history);
    json.name("resend");
    if (resend == null) {
      json.value((String) null);
    } else {
      resend.write(json);
    }
    new CardJson(history, page.thresholds(), json)
        .write(before.seconds(), seconds, before.minutes(), minutes);
    json.close('}');
    seen.put(history.id(), new Seen(seconds, minutes));
  }

  /** The last row to be told now: where there are many, others follow with the next message. */
  private long last(List<long[]> rows, long before) {
    long last = before;
    int told = 0;
    for (long[] row : rows) {
      if (Column.END_MILLIS.of(row) > before) {
        if (told++ == mostRows) {
          hasMore = true;
          return last;
        }
        last = Column.END_MILLIS.of(row);
      }
    }
    return last;
  }
}
