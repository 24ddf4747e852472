package io.github.maestroevents.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies of the rules for a run of seconds: evaluated each second, and with nothing to wait for
 * before an alert fires. What is asked for is the same.
 */
final class FastRules {

  private static final String LATE = "maestro_events_oldest_age_seconds > 600";

  private FastRules() {}

  static Path recording(Path directory) throws IOException {
    String rules =
        replaced(SourceFiles.read(SourceFiles.RECORDING_RULES), "interval: 1m", "interval: 1s");
    return Files.writeString(directory.resolve("recording-rules.yml"), rules);
  }

  /** Besides, an event is late after 5 seconds instead of 10 minutes. */
  static Path alerts(Path directory) throws IOException {
    String rules = SourceFiles.read(SourceFiles.ALERTS).replaceAll("for: \\d+[mh]", "for: 2s");
    return Files.writeString(
        directory.resolve("alerts.yml"),
        replaced(rules, LATE, "maestro_events_oldest_age_seconds > 5"));
  }

  private static String replaced(String rules, String old, String replacement) {
    if (!rules.contains(old)) {
      throw new AssertionError("The rules have no more '" + old + "'");
    }
    return rules.replace(old, replacement);
  }
}
