package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.console.Table;
import io.github.maestroevents.delivery.store.NodeReport;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The nodes that share a journal, as they have reported for their status pages. */
final class NodesTable {

  private static final String UNKNOWN = "-";

  private NodesTable() {}

  /** Nothing where nobody has reported. */
  static void print(Console console, List<NodeSighting> nodes) {
    if (nodes.stream().allMatch(node -> node.silence() == null)) {
      return;
    }
    Table table =
        new Table("node", "is", "for", "last word", "state", "undelivered", "oldest", "why");
    for (NodeSighting node : nodes) {
      add(table, node);
    }
    console.say("");
    table.print(console);
  }

  private static void add(Table table, NodeSighting node) {
    NodeReport report = node.report();
    table.add(
        LogText.id(node.node()),
        node.life().name().toLowerCase(Locale.ROOT),
        age(node.since()),
        node.silence() == null ? "none" : age(node.silence()) + " ago",
        report == null ? UNKNOWN : report.state(),
        report == null ? UNKNOWN : Figures.count(report.undelivered()),
        report == null ? UNKNOWN : age(report.oldestAge()),
        report == null ? "" : String.join(" ", report.reasons()));
  }

  private static String age(@Nullable Duration age) {
    return age == null ? UNKNOWN : Figures.age(age);
  }
}
