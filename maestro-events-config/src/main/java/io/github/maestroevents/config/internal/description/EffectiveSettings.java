package io.github.maestroevents.config.internal.description;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.FlowSettings;
import io.github.maestroevents.config.internal.plan.DestinationPlan;
import io.github.maestroevents.config.internal.plan.Place;
import io.github.maestroevents.config.internal.plan.Plan;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every setting of every destination, with what may be seen of its value, and its origin. */
public final class EffectiveSettings {

  static final String HIDDEN = "(not shown)";

  /** Anything else behind the colon may be a URL with a password. */
  private static final Pattern DATA_SOURCE =
      Pattern.compile("datasource(?::[A-Za-z_][\\w.-]{0,99})?");

  private EffectiveSettings() {}

  public static List<Effective> of(Plan plan) {
    List<Effective> all = new ArrayList<>();
    plan.destinations().forEach(destination -> all.addAll(of(destination)));
    return all;
  }

  static List<Effective> of(DestinationPlan destination) {
    List<Setting> settings = new ArrayList<>(List.of(CommonSettings.TYPE));
    settings.addAll(destination.publishers().settings());
    CommonSettings.ALL.stream()
        .filter(setting -> setting != CommonSettings.TYPE)
        .forEach(settings::add);
    destination.journal().ifPresent(journal -> settings.addAll(journal.type().settings()));
    List<Effective> all = new ArrayList<>();
    for (Setting setting : settings) {
      if (setting.kind() == Kind.GROUP) {
        for (String member : destination.members(setting)) {
          add(destination, setting, setting.name() + "." + member, all);
        }
      } else {
        add(destination, setting, setting.name(), all);
      }
    }
    return all;
  }

  private static void add(
      DestinationPlan destination, Setting setting, String name, List<Effective> all) {
    Optional<Entry> entry =
        setting.name().equals(CommonSettings.TYPE.name())
            ? Optional.of(destination.typeEntry())
            : destination.entry(name);
    String key = Entry.PREFIX + "destinations." + destination.name() + "." + LogText.id(name);
    if (entry.isPresent()) {
      all.add(
          new Effective(
              key,
              LogText.oneLine(shown(destination, setting, name, entry.get())),
              LogText.id(entry.get().origin())));
    } else if (Usefulness.of(destination, setting)) {
      defaultOf(destination, setting)
          .ifPresent(text -> all.add(new Effective(key, LogText.oneLine(text), Effective.DEFAULT)));
    }
  }

  private static Optional<String> defaultOf(DestinationPlan destination, Setting setting) {
    return setting == FlowSettings.BATCH_TIMEOUT
        ? Optional.of("as the adapter needs") // which is known once it is made
        : setting.defaultText(destination.journal().isPresent());
  }

  private static String shown(
      DestinationPlan destination, Setting setting, String name, Entry entry) {
    String value = entry.value().strip();
    if (setting.kind() == Kind.GROUP) {
      String member = name.substring(setting.name().length() + 1);
      return setting.isShown(member, value) ? value : HIDDEN;
    }
    if (setting.isShown() || setting.name().equals(CommonSettings.TYPE.name())) {
      return value;
    }
    if (setting.name().equals(CommonSettings.JOURNAL.name())) {
      return journal(destination);
    }
    if (setting.name().equals(CommonSettings.DEAD_LETTERS.name())) {
      return deadLetters(destination);
    }
    return HIDDEN;
  }

  static String journal(DestinationPlan destination) {
    return destination
        .journal()
        .map(
            journal ->
                Place.isFile(journal.place())
                    ? journal.place()
                    : beginning(journal.place()) + " (" + journal.type().type() + ")")
        .orElse("none");
  }

  /** Behind the first words of a URL may stand a password. */
  private static String beginning(String place) {
    if (DATA_SOURCE.matcher(place).matches()) {
      return place;
    }
    int from = place.startsWith("jdbc:") ? "jdbc:".length() : 0;
    return place.substring(0, place.indexOf(':', from) + 1) + "…";
  }

  static String deadLetters(DestinationPlan destination) {
    return destination
        .deadLetters()
        .file()
        .map(file -> "file:" + file)
        .or(() -> destination.deadLetters().destination().map(to -> "destination:" + to))
        .orElse("log");
  }
}
