package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The providers on the class path, each with the settings that it told once. Immutable. */
public final class Providers {

  static final String KEY = "maestro.events.destinations";
  static final String ORIGIN = "class path";

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

  /** A type of destination. */
  public record Publishers(String type, PublisherProvider provider, List<Setting> settings) {}

  /** A type of journal. */
  public record Journals(
      String type, JournalProvider provider, List<Setting> settings, List<String> forms) {}

  private final Map<String, Publishers> publishers;
  private final Map<String, Journals> journals;

  private Providers(Map<String, Publishers> publishers, Map<String, Journals> journals) {
    this.publishers = Collections.unmodifiableMap(publishers);
    this.journals = Collections.unmodifiableMap(journals);
  }

  /**
   * Looks in the library's own loader first, then in the other.
   *
   * @param mistakes takes what cannot be used, and why
   */
  public static Providers of(ClassLoader own, ClassLoader other, Mistakes mistakes) {
    Map<String, Publishers> publishers = new LinkedHashMap<>();
    for (PublisherProvider provider :
        ServiceLookup.of(PublisherProvider.class, own, other, mistakes)) {
      describe(provider, mistakes)
          .ifPresent(told -> add(publishers, told.type, told, told.provider, mistakes));
    }
    Map<String, Journals> journals = new LinkedHashMap<>();
    for (JournalProvider provider : ServiceLookup.of(JournalProvider.class, own, other, mistakes)) {
      describe(provider, mistakes)
          .ifPresent(told -> add(journals, told.type, told, told.provider, mistakes));
    }
    return new Providers(publishers, journals);
  }

  private static <T> void add(
      Map<String, T> all, String type, T told, Object provider, Mistakes mistakes) {
    T other = all.putIfAbsent(type, told);
    if (other != null) {
      Object first =
          other instanceof Publishers publishers
              ? publishers.provider
              : ((Journals) other).provider;
      mistakes.add(
          KEY,
          ORIGIN,
          "two providers claim the type "
              + type
              + ": "
              + first.getClass().getName()
              + " and "
              + provider.getClass().getName(),
          "take one of them off the class path");
    }
  }

  private static Optional<Publishers> describe(PublisherProvider provider, Mistakes mistakes) {
    try {
      String type = checkedType(provider.type());
      return Optional.of(new Publishers(type, provider, checked(provider.settings(), "")));
    } catch (Throwable thrown) { // anybody's code, which may lack classes: no Error may leave
      return useless(provider, thrown, mistakes);
    }
  }

  private static Optional<Journals> describe(JournalProvider provider, Mistakes mistakes) {
    try {
      String type = checkedType(provider.type());
      return Optional.of(
          new Journals(
              type,
              provider,
              checked(provider.settings(), type + "."),
              List.copyOf(provider.forms())));
    } catch (Throwable thrown) { // anybody's code, which may lack classes: no Error may leave
      return useless(provider, thrown, mistakes);
    }
  }

  private static <T> Optional<T> useless(Object provider, Throwable thrown, Mistakes mistakes) {
    ForeignText.rethrowFatal(thrown);
    mistakes.add(
        KEY,
        ORIGIN,
        "the provider "
            + provider.getClass().getName()
            + " cannot be used: "
            + ForeignText.of(thrown),
        ForeignText.remedy(thrown));
    return Optional.empty();
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
    return publishers;
  }

  public Map<String, Journals> journals() {
    return journals;
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
