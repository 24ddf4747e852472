package io.github.maestroevents.cli.text;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.inspect.JournalRow;
import io.github.maestroevents.spi.LogText;

/** An event on a line to read: identity, never the payload. */
public final class EventLine {

  private EventLine() {}

  public static String of(JournalRow row) {
    String prefix = row.node().isEmpty() ? "" : LogText.id(row.node()) + " ";
    JournalEntry entry = row.entry();
    if (entry == null) {
      return prefix + row.sequence() + " damaged: " + LogText.oneLine(row.damage());
    }
    return prefix
        + entry.sequence()
        + " "
        + entry.acceptedAt()
        + " "
        + entry.event().level()
        + " workflow="
        + LogText.id(row.workflowId())
        + " "
        + entry.event();
  }
}
