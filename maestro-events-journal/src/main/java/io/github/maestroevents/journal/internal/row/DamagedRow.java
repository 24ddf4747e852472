package io.github.maestroevents.journal.internal.row;

import io.github.maestroevents.spi.SafeLogger;
import java.util.List;

/**
 * A row that is not what was stored.
 *
 * @param sequence its sequence, as the row has it
 * @param reason how that shows
 */
public record DamagedRow(long sequence, String reason) {

  private static final SafeLogger LOG = SafeLogger.of(DamagedRow.class);

  public static void report(List<DamagedRow> rows, String place) {
    for (DamagedRow row : rows) {
      LOG.error(
          "Event {} in the journal {} is damaged: {}. It is not delivered; its bytes are in the"
              + " table of the quarantine",
          row.sequence,
          place,
          row.reason);
    }
  }
}
