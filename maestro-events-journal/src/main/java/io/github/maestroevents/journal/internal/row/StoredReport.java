package io.github.maestroevents.journal.internal.row;

import io.github.maestroevents.delivery.store.NodeReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's report as one flat JSON object of texts. Names that are not known are passed over, so
 * that a newer library may write more.
 */
public final class StoredReport {

  private static final String REASON = "reason";

  private StoredReport() {}

  /** In ASCII, on one line. */
  public static String write(NodeReport report) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("state", report.state());
    for (int i = 0; i < report.reasons().size(); i++) {
      fields.put(REASON + (i + 1), report.reasons().get(i));
    }
    fields.put("undelivered", String.valueOf(report.undelivered()));
    Duration oldest = report.oldestAge();
    if (oldest != null) {
      fields.put("oldestMillis", String.valueOf(oldest.toMillis()));
    }
    fields.put("journalBytes", String.valueOf(report.journalBytes()));
    fields.put("journalMaxBytes", String.valueOf(report.journalMaxBytes()));
    fields.put("delivered", String.valueOf(report.delivered()));
    fields.put("lost", String.valueOf(report.lost()));
    fields.put("windowMillis", String.valueOf(report.window().toMillis()));
    fields.put("version", report.version());
    return AttributesJson.write(fields);
  }

  /** Null if it cannot be read: the row is another node's, which may have written anything. */
  public static @Nullable NodeReport read(@Nullable String stored) {
    if (stored == null || stored.isEmpty()) {
      return null;
    }
    try {
      return of(AttributesJson.read(stored));
    } catch (RuntimeException e) { // no JSON, or no numbers in it
      return null;
    }
  }

  private static NodeReport of(Map<String, String> fields) {
    List<String> reasons = new ArrayList<>();
    for (int i = 1; i <= NodeReport.MAX_REASONS; i++) {
      String reason = fields.get(REASON + i);
      if (reason != null) {
        reasons.add(reason);
      }
    }
    return new NodeReport(
        fields.getOrDefault("state", "UNKNOWN"),
        reasons,
        number(fields, "undelivered"),
        fields.containsKey("oldestMillis")
            ? Duration.ofMillis(number(fields, "oldestMillis"))
            : null,
        number(fields, "journalBytes"),
        number(fields, "journalMaxBytes"),
        number(fields, "delivered"),
        number(fields, "lost"),
        Duration.ofMillis(number(fields, "windowMillis")),
        fields.getOrDefault("version", "unknown"));
  }

  private static long number(Map<String, String> fields, String name) {
    return Math.max(0, Long.parseLong(fields.getOrDefault(name, "0")));
  }
}
