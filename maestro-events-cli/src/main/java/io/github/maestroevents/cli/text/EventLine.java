package io.github.maestroevents.cli.text;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.inspect.JournalRow;
import io.github.maestroevents.spi.LogText;

/** An event on a line to read: identity, never the payload. */
public final class EventLine {

  private EventLine() {}

  public static String of(JournalRow row) {
    String prefix = row.node().isEmpty() ? "" : LogText.oneLine(row.node()) + " ";
    JournalEntry entry = row.entry();
    if (entry == null) {
      return prefix + row.sequence() + " damaged: " + row.damage();
    }
    return prefix
        + entry.sequence()
        + " "
        + entry.acceptedAt()
        + " "
        + entry.event().level()
        + " workflow="
        + LogText.oneLine(String.valueOf(row.workflowId()))
        + " "
        + entry.event();
  }
}
