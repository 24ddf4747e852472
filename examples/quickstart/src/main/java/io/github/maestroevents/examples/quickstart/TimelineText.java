package io.github.maestroevents.examples.quickstart;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A timeline for people to read: a line per run and per attempt, and below it the way it took. */
final class TimelineText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String INDENT = " ".repeat(8);
  private static final int WIDTH = 100;

  private TimelineText() {}

  static List<String> of(List<Timeline.Run> runs) {
    List<String> lines = new ArrayList<>();
    for (Timeline.Run run : runs) {
      lines.add("");
      lines.add(row("RUN " + run.number(), "began (UTC)", "took", "ended as"));
      add(lines, "workflow", run.life());
      for (Timeline.Attempt attempt : run.attempts()) {
        add(lines, "step " + attempt.stepId() + ", attempt " + attempt.number(), attempt.life());
      }
    }
    return lines;
  }

  private static void add(List<String> lines, String who, Timeline.Life life) {
    if (life.isEmpty()) {
      lines.add(row(who, "", "", "(no event)"));
      return;
    }
    String began = TIME.format(Instant.ofEpochMilli(life.begin()));
    lines.add(row(who, began, Figures.number(life.tookMillis()) + " ms", life.end()));
    lines.addAll(wrapped(life.path()));
  }

  private static String row(String who, String began, String took, String end) {
    return String.format("  %-19s %-12s %9s   %s", who, began, took, end);
  }

  private static List<String> wrapped(List<String> path) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(INDENT);
    for (int i = 0; i < path.size(); i++) {
      String next = path.get(i) + (i == path.size() - 1 ? "" : " > ");
      if (line.length() + next.length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(next);
    }
    lines.add(line.toString());
    return lines;
  }
}
