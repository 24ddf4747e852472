package io.github.maestroevents.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, figures to the right, the last column to the left. */
public final class Table {

  private final List<String[]> rows = new ArrayList<>();

  public Table(String... heading) {
    rows.add(heading);
  }

  public void add(String... cells) {
    rows.add(cells);
  }

  public void print(Console console) {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns - 1; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns - 1; i++) {
        line.append("  ").append(" ".repeat(widths[i] - row[i].length())).append(row[i]);
      }
      console.say(line.append("  ").append(row[columns - 1]).toString());
    }
  }
}
