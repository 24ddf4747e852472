package io.github.maestroevents.journal.internal.row;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A row that is not what was stored.
 *
 * @param sequence its sequence, as the row has it
 * @param reason how that shows
 */
public record DamagedRow(long sequence, String reason) {

  private static final Logger LOG = LoggerFactory.getLogger(DamagedRow.class);

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
