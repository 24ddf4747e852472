package io.github.maestroevents.config.internal.source;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.mistake.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which keys are this library's own, among those of other programs in one file. */
public final class OwnKeys {

  /** What may follow the prefix. */
  public static final List<String> FIRST_WORDS =
      List.of("destinations", "defaults", "enabled", "journal", "close-timeout");

  /** What stands for the prefix where half of it was forgotten. */
  private static final List<String> HALVES = List.of("maestro", "events", "event");

  private static final Pattern DOT = Pattern.compile("\\.");

  private OwnKeys() {}

  /** Begins with the prefix, or is meant to: {@code maestro.event.destinations.audit.type}. */
  static boolean isOwn(String key) {
    return key.startsWith(Entry.PREFIX) || !nameBehindSlip(key).isEmpty();
  }

  /** The entry of a key for which {@link #isOwn} holds. */
  static Entry entry(String key, String value, String origin, Entry.Form form) {
    String name = key.startsWith(Entry.PREFIX) ? key.substring(Entry.PREFIX.length()) : "";
    return new Entry(name, key, value, origin, form);
  }

  /** Whether an entry is only meant to have the prefix. */
  public static boolean isSlip(Entry entry) {
    return !entry.key().startsWith(Entry.PREFIX);
  }

  /** The key that is meant, for an entry that {@link #isSlip}. */
  public static String meant(Entry entry) {
    return Entry.PREFIX + nameBehindSlip(entry.key());
  }

  /** What follows a prefix that is nearly ours; empty if there is none. */
  private static String nameBehindSlip(String key) {
    String spelled = EnvironmentKeys.nameOf(key);
    if (!spelled.isEmpty()) {
      return spelled;
    }
    String[] words = DOT.split(key, 4);
    if ((words[0].equals("destinations") && words.length > 2)
        || (key.startsWith("defaults.") && isOfDestinations(key.substring("defaults.".length())))) {
      return key; // the prefix was forgotten
    }
    if (words.length == 4 && HALVES.contains(words[0]) && words[1].equals("destinations")) {
      return key.substring(words[0].length() + 1); // half of it was
    }
    for (int i = 1; i < Math.min(3, words.length); i++) {
      String prefix = String.join(".", List.of(words).subList(0, i)) + ".";
      if (isFirstWord(words[i]) && isNear(prefix)) {
        return key.substring(prefix.length());
      }
    }
    for (int length = Entry.PREFIX.length() - 1; length <= Entry.PREFIX.length() + 1; length++) {
      if (key.length() > length && isNear(key.substring(0, length))) { // another sign for a dot
        String rest = key.substring(length);
        if (isFirstWord(DOT.split(rest, 2)[0])) {
          return rest;
        }
      }
    }
    return "";
  }

  /** Not of another program's defaults. */
  private static boolean isOfDestinations(String name) {
    return CommonSettings.ALL.stream().anyMatch(setting -> setting.name().equals(name));
  }

  private static boolean isFirstWord(String word) {
    return FIRST_WORDS.contains(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isNear(String prefix) {
    return NearestName.of(prefix, List.of(Entry.PREFIX)).isPresent();
  }
}
