package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.SettingTable;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.spi.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a name that no setting has is likely to mean. */
final class UnknownSetting {

  private static final Pattern DOT = Pattern.compile("\\.");

  private UnknownSetting() {}

  static Optional<String> nearest(String name, SettingTable table) {
    List<String> candidates = new ArrayList<>(table.names());
    String[] words = DOT.split(name, -1);
    for (String group : table.openGroups()) {
      int length = DOT.split(group, -1).length;
      if (words.length > length) { // the name of the group may be what is mistyped
        String rest = String.join(".", List.of(words).subList(length, words.length));
        candidates.add(group + "." + LogText.id(rest));
      }
    }
    return NearestName.of(name, candidates);
  }
}
