package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The providers on the class path, each with the settings that it told once. Immutable. */
public final class Providers {

  private static final Pattern DOT = Pattern.compile("\\.");

  /** Words that others' settings begin with. */
  private static final Set<String> TAKEN =
      Stream.concat(
              Stream.of("sqlite", "postgresql"),
              CommonSettings.ALL.stream()
                  .map(Setting::name)
                  .filter(name -> name.contains("."))
                  .map(name -> DOT.split(name, 2)[0]))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private interface Told {
    Object provider();
  }

  /** A type of destination. */
  public record Publishers(String type, PublisherProvider provider, List<Setting> settings)
      implements Told {}

  /** A type of journal. */
  public record Journals(
      String type, JournalProvider provider, List<Setting> settings, List<String> forms)
      implements Told {}

  private final Map<String, Publishers> publishers = new LinkedHashMap<>();
  private final Map<String, Journals> journals = new LinkedHashMap<>();
  private final List<UnusableProvider> unusable = new ArrayList<>();

  private Providers() {}

  /** Looks in the library's own loader first, then in the other. */
  public static Providers of(ClassLoader own, ClassLoader other) {
    Providers found = new Providers();
    ServiceLookup.of(PublisherProvider.class, own, other, found.unusable)
        .forEach(found::addPublishers);
    ServiceLookup.of(JournalProvider.class, own, other, found.unusable).forEach(found::addJournals);
    return found;
  }

  private void addPublishers(PublisherProvider provider) {
    String type = "";
    try {
      type = checkedType(provider.type());
      add(publishers, type, new Publishers(type, provider, checked(provider.settings(), "")));
    } catch (Throwable thrown) { // anybody's code, which may lack classes: no Error may leave
      unusable.add(UnusableProvider.failing(provider, type, thrown));
    }
  }

  private void addJournals(JournalProvider provider) {
    String type = "";
    try {
      type = checkedType(provider.type());
      List<Setting> settings = checked(provider.settings(), type + ".");
      if (provider.forms() == null) {
        throw new IllegalArgumentException("its forms are null");
      }
      add(journals, type, new Journals(type, provider, settings, List.copyOf(provider.forms())));
    } catch (Throwable thrown) { // anybody's code, which may lack classes: no Error may leave
      unusable.add(UnusableProvider.failing(provider, type, thrown));
    }
  }

  private <T extends Told> void add(Map<String, T> all, String type, T told) {
    T other = all.putIfAbsent(type, told);
    if (other != null) {
      unusable.add(UnusableProvider.second(other.provider(), told.provider(), type));
    }
  }

  private static String checkedType(String type) {
    if (type == null || !TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "its type is not 1 to 40 lower-case letters, digits and hyphens, the first a letter");
    }
    return type;
  }

  private static List<Setting> checked(List<Setting> settings, String beginning) {
    if (settings == null) {
      throw new IllegalArgumentException("its settings are null");
    }
    Set<String> names = new HashSet<>(new SettingTable(CommonSettings.ALL).byName().keySet());
    for (Setting setting : settings) {
      if (setting == null) {
        throw new IllegalArgumentException("one of its settings is null");
      }
      if (!names.add(setting.name())) {
        throw new IllegalArgumentException(
            "its setting "
                + setting.name()
                + " is there already, or one that all destinations have");
      }
      if (beginning.isEmpty() && TAKEN.contains(DOT.split(setting.name(), 2)[0])) {
        throw new IllegalArgumentException(
            "its setting " + setting.name() + " begins as those of all destinations do");
      }
      if (!setting.name().startsWith(beginning)) {
        throw new IllegalArgumentException(
            "its setting " + setting.name() + " does not begin with " + beginning);
      }
    }
    return List.copyOf(settings);
  }

  /** Stands where a type is not known. */
  public Publishers none() {
    return new Publishers("", new NoProvider(), List.of());
  }

  public Map<String, Publishers> publishers() {
    return Collections.unmodifiableMap(publishers);
  }

  /** Those that are there and are of no use. */
  public List<UnusableProvider> unusable() {
    return Collections.unmodifiableList(unusable);
  }

  public Map<String, Journals> journals() {
    return Collections.unmodifiableMap(journals);
  }

  /** Every setting of every journal. */
  public List<Setting> journalSettings() {
    List<Setting> all = new ArrayList<>();
    journals.values().forEach(journal -> all.addAll(journal.settings));
    return all;
  }

  /** The names of those settings, each with the type of its journal. */
  public Map<String, String> journalTypesBySetting() {
    Map<String, String> types = new LinkedHashMap<>();
    journals.values().forEach(j -> j.settings.forEach(s -> types.put(s.name(), j.type)));
    return types;
  }

  /** Every setting of every type there is. */
  public List<Setting> allSettings() {
    List<Setting> all = new ArrayList<>(CommonSettings.ALL);
    all.addAll(journalSettings());
    publishers.values().forEach(type -> all.addAll(type.settings));
    return all;
  }
}
