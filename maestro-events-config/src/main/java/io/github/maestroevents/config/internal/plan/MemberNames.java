package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.SettingTable;
import io.github.maestroevents.config.internal.mistake.BadValueException;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.config.internal.source.EnvironmentKeys;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.provider.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which member of a group a key names. A variable of the environment has lost capitals and signs of
 * the name: it means what is written elsewhere, or what the group is known to have.
 */
final class MemberNames {

  private static final String DEFAULTS = "";

  /** Names of settings that no variable says, by where they stand and how a variable is spelt. */
  private final Map<String, Map<String, Set<String>>> written = new HashMap<>();

  MemberNames(Sections sections) {
    add(DEFAULTS, sections.defaults());
    sections.destinations().forEach(this::add);
  }

  private void add(String destination, List<Sections.Item> items) {
    for (Sections.Item item : items) {
      if (item.entry().form() != Entry.Form.VARIABLE) {
        written
            .computeIfAbsent(destination, unused -> new HashMap<>())
            .computeIfAbsent(EnvironmentKeys.tail(item.name()), unused -> new LinkedHashSet<>())
            .add(item.name());
      }
    }
  }

  /**
   * The member that is meant.
   *
   * @param destination by its name; one that nobody has for defaults
   * @throws BadValueException if that cannot be told, or the name is a slip of the pen
   */
  String of(SettingTable.Named named, Entry entry, String destination) throws BadValueException {
    return entry.form() == Entry.Form.VARIABLE
        ? ofVariable(named, destination)
        : checked(named.setting(), named.member());
  }

  private String ofVariable(SettingTable.Named named, String destination) throws BadValueException {
    Setting group = named.setting();
    String tail = EnvironmentKeys.tail(named.member());
    for (String word : group.words()) {
      if (EnvironmentKeys.tail(word).equals(tail)) {
        return word;
      }
    }
    String beginning = group.name() + ".";
    List<String> meant = written(EnvironmentKeys.tail(beginning + named.member()), destination);
    if (meant.size() == 1) {
      return meant.get(0).substring(beginning.length());
    }
    if (!meant.isEmpty()) {
      throw new BadValueException(
          "may mean " + LogText.oneLine(String.join(" or ", meant)),
          "change it where that is written");
    }
    if (group.isOfClient()) { // of a plug-in, whose names are in lower case with dots
      return checked(group, named.member());
    }
    throw new BadValueException(
        "a variable does not tell capitals and signs of the name behind " + beginning,
        "write "
            + beginning
            + "<name> in the file or the settings; then the variable goes over it");
  }

  /** Of the destination itself, else of all, else of any other. */
  private List<String> written(String tail, String destination) {
    Set<String> names = new LinkedHashSet<>(written(destination).getOrDefault(tail, Set.of()));
    names.addAll(written(DEFAULTS).getOrDefault(tail, Set.of()));
    if (names.isEmpty()) {
      written.values().forEach(of -> names.addAll(of.getOrDefault(tail, Set.of())));
    }
    return new ArrayList<>(names);
  }

  private Map<String, Set<String>> written(String destination) {
    return written.getOrDefault(destination, Map.of());
  }

  private static String checked(Setting group, String member) throws BadValueException {
    Optional<String> meant =
        group.isOfClient()
            ? NearestName.ofClient(member, group.words())
            : NearestName.slip(member, group.words());
    if (meant.isPresent()) {
      throw new BadValueException(
          "no such setting", "did you mean " + group.name() + "." + meant.get() + "?");
    }
    return member;
  }
}
