package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.config.internal.source.OwnKeys;
import io.github.maestroevents.spi.LogText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keys by what they are for: one destination, all of them, or the whole. */
final class Sections {

  /** An entry of one destination, or of all. */
  record Item(String name, Entry entry) {}

  private static final String DESTINATIONS = "destinations.";
  private static final String DEFAULTS = "defaults.";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private final Mistakes mistakes;
  private final Map<String, List<Item>> destinations = new LinkedHashMap<>();
  private final List<Item> defaults = new ArrayList<>();
  private final Map<String, Entry> shorts = new LinkedHashMap<>();
  private @Nullable Entry enabled;

  private Sections(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  static Sections of(List<Entry> entries, Mistakes mistakes) {
    Sections sections = new Sections(mistakes);
    entries.forEach(sections::add);
    sections.refuseTwofold();
    return sections;
  }

  private void add(Entry entry) {
    String name = entry.name();
    if (OwnKeys.isSlip(entry)) {
      unknown(entry, "did you mean " + LogText.id(OwnKeys.meant(entry)) + "?");
    } else if (name.startsWith(DESTINATIONS)) {
      addToDestination(entry, name.substring(DESTINATIONS.length()));
    } else if (name.startsWith(DEFAULTS)) {
      defaults.add(new Item(name.substring(DEFAULTS.length()), entry));
    } else if (name.equals(CommonSettings.ENABLED.name())) {
      enabled = entry;
    } else if (name.equals(CommonSettings.JOURNAL.name())
        || name.equals(CommonSettings.CLOSE_TIMEOUT.name())) {
      shorts.put(name, entry);
    } else {
      unknown(entry, nearest(name).map(near -> "did you mean " + near + "?").orElse(FORMS));
    }
  }

  private static final String FORMS =
      "there are destinations.<name>.…, defaults.…, journal, close-timeout and enabled";

  private void addToDestination(Entry entry, String rest) {
    int dot = rest.indexOf('.');
    String name = dot < 0 ? rest : rest.substring(0, dot);
    if (!NAME.matcher(name).matches()) {
      mistakes.add(
          entry.key(),
          entry.origin(),
          "the name of a destination is 1 to 40 lower-case letters, digits and hyphens, the first a"
              + " letter");
    } else if (dot < 0 || dot + 1 == rest.length()) {
      unknown(entry, "behind the name of a destination stands a setting: " + entry.key() + ".type");
    } else {
      destinations
          .computeIfAbsent(name, unused -> new ArrayList<>())
          .add(new Item(rest.substring(dot + 1), entry));
    }
  }

  /** The first word is nearly one of ours, or the whole is. */
  private static Optional<String> nearest(String name) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    Optional<String> near = NearestName.of(first, OwnKeys.FIRST_WORDS);
    if (near.isEmpty()) {
      for (String word : List.of(DESTINATIONS, DEFAULTS)) { // another sign in place of the dot
        if (name.length() > word.length()
            && NearestName.of(name.substring(0, word.length()), List.of(word)).isPresent()) {
          return Optional.of(Entry.PREFIX + word + LogText.id(name.substring(word.length())));
        }
      }
    }
    return near.map(word -> Entry.PREFIX + word + (dot < 0 ? "" : LogText.id(name.substring(dot))));
  }

  private void unknown(Entry entry, String remedy) {
    mistakes.add(entry.key(), entry.origin(), "no such setting", remedy);
  }

  /** What is short for a default, and the default itself. */
  private void refuseTwofold() {
    shorts.forEach(
        (name, entry) -> {
          Optional<Item> twin = defaults.stream().filter(d -> d.name.equals(name)).findFirst();
          if (twin.isPresent()) {
            mistakes.add(
                entry.key(),
                entry.origin(),
                "means the same as " + twin.get().entry.key() + " and is given beside it",
                "leave one of them out");
          } else {
            defaults.add(new Item(name, entry));
          }
        });
  }

  /** By name, in the order in which they were first written. */
  Map<String, List<Item>> destinations() {
    return destinations;
  }

  List<Item> defaults() {
    return defaults;
  }

  Optional<Entry> enabled() {
    return Optional.ofNullable(enabled);
  }
}
