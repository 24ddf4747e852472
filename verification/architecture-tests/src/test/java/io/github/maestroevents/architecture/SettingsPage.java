package io.github.maestroevents.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code docs/settings.md}: a heading for each type, under it a table with a row for each setting.
 */
final class SettingsPage {

  private static final Pattern HEADING = Pattern.compile("#+ `([\\w.]+)`");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
  private static final int DEFAULT_COLUMN = 3;

  private final Map<String, String> defaults = new TreeMap<>();

  private SettingsPage(List<String> lines) {
    String type = "";
    for (String line : lines) {
      Matcher heading = HEADING.matcher(line);
      Matcher row = ROW.matcher(line);
      if (line.startsWith("#")) {
        type = heading.matches() ? heading.group(1) : "";
      } else if (row.matches()) {
        defaults.put(type + "." + row.group(1), row.group(DEFAULT_COLUMN));
      }
    }
  }

  static SettingsPage read() throws IOException {
    return new SettingsPage(Files.readAllLines(Modules.ROOT.resolve("docs/settings.md")));
  }

  /** Each as {@code Type.setting}. */
  Set<String> settings() {
    return defaults.keySet();
  }

  /** What the page says is the default; empty if it has no such row. */
  String defaultOf(String setting) {
    return defaults.getOrDefault(setting, "");
  }
}
