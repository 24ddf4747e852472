package io.github.maestroevents.cli.journal;

import io.github.maestroevents.journal.inspect.QuarantinedRow;
import io.github.maestroevents.spi.LogText;

/** A row of the quarantine on a line to read: which it is, and why it is there. */
final class QuarantineLine {

  private QuarantineLine() {}

  static String of(QuarantinedRow row) {
    String node = row.row().node();
    return (node.isEmpty() ? "" : LogText.id(node) + " ")
        + row.row().sequence()
        + " "
        + column(row, "event_id")
        + " "
        + column(row, "type")
        + " key="
        + column(row, "ordering_key")
        + " found="
        + row.foundAt()
        + ": "
        + LogText.oneLine(row.reason())
        + (row.row().damage() == null ? " (whole now: requeue takes it)" : "");
  }

  private static String column(QuarantinedRow row, String name) {
    return LogText.id(String.valueOf(row.columns().get(name)));
  }
}
