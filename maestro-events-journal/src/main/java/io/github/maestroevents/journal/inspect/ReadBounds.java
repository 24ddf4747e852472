package io.github.maestroevents.journal.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How many bytes of a journal are in hand at once, by the heap that there is: whoever has written a
 * journal has no say in what it costs to look at it.
 *
 * @param pageBytes what is read at once, but for a single event that is larger
 * @param rowBytes the largest row that is read whole
 */
record ReadBounds(long pageBytes, long rowBytes) {

  private static final long MOST_AT_ONCE = 8L << 20;
  private static final long LEAST = 64L << 10;

  /** Of the rows of a table those that can be as large as somebody else likes. */
  private static final List<String> UNBOUNDED =
      List.of(
          "event_id", "type", "level", "workflow_id", "ordering_key", "content_type", "attributes");

  /** A row in hand becomes text, JSON and bytes, each of them in a buffer that doubles. */
  static ReadBounds ofTheHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    return new ReadBounds(
        Math.max(LEAST, Math.min(MOST_AT_ONCE, heap / 64)), Math.max(LEAST, heap / 16));
  }

  /** What a row has, as SQL: measured in the database, where nothing is read for it. */
  String bytesOfRow(ViewedTables tables) {
    return UNBOUNDED.stream()
            .map(column -> "coalesce(" + tables.bytesOf(column) + ", 0)")
            .collect(Collectors.joining(" + "))
        + " + coalesce("
        + tables.length()
        + "(payload), 0)";
  }

  /** The columns of an event, as SQL; null in place of what is too large to be read. */
  String columns(ViewedTables tables, String columns) {
    return Arrays.stream(columns.split(", ", -1))
        .map(column -> column(tables, column))
        .collect(Collectors.joining(", "));
  }

  private String column(ViewedTables tables, String column) {
    boolean isPayload = column.equals("payload");
    if (!isPayload && !UNBOUNDED.contains(column) && !column.equals("reason")) {
      return column;
    }
    String length = isPayload ? tables.length() + "(payload)" : tables.bytesOf(column);
    long most = isPayload ? rowBytes : Math.min(rowBytes, 2L << 20);
    return "CASE WHEN " + length + " <= " + most + " THEN " + column + " END";
  }

  /** What is said of a row that was not read whole. */
  String tooLarge(long bytes) {
    return "not read: it has "
        + bytes
        + " bytes, and "
        + rowBytes
        + " are read with the heap of this process; a larger one (-Xmx) reads more";
  }

  /** How many rows go into one page: one at least. */
  int rowsOfAPage(List<Long> bytesOfRows) {
    long sum = 0;
    int rows = 0;
    for (long bytes : bytesOfRows) {
      sum += Math.min(bytes, rowBytes);
      if (rows > 0 && sum > pageBytes) {
        break;
      }
      rows++;
    }
    return rows;
  }
}
