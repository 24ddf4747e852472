package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.Artifacts;
import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.Providers;
import io.github.maestroevents.config.internal.catalog.SettingTable;
import io.github.maestroevents.config.internal.mistake.BadValueException;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.config.internal.source.Placeholders;
import io.github.maestroevents.config.internal.value.HostObjects;
import io.github.maestroevents.config.internal.value.SettingValues;
import io.github.maestroevents.config.internal.value.ValueParser;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.WithheldText;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what was written for one destination after the other. */
final class DestinationReader {

  private static final SettingTable COMMON = new SettingTable(CommonSettings.ALL);

  private final Providers providers;
  private final Placeholders placeholders;
  private final HostObjects hostObjects;
  private final Mistakes mistakes;
  private final Sections sections;
  private final MemberNames members;
  private final Set<Entry> usedDefaults = new HashSet<>();
  private final Set<String> types = new HashSet<>();
  private boolean isAnyUnknown;

  DestinationReader(
      Sections sections,
      Providers providers,
      Placeholders placeholders,
      HostObjects hostObjects,
      Mistakes mistakes) {
    this.sections = sections;
    this.members = new MemberNames(sections);
    this.providers = providers;
    this.placeholders = placeholders;
    this.hostObjects = hostObjects;
    this.mistakes = mistakes;
  }

  /** Empty if the destination has no type that is known; its keys have been looked at even so. */
  Optional<DestinationPlan> read(String name) {
    List<Sections.Item> own = sections.destinations().getOrDefault(name, List.of());
    Optional<Entry> type = type(name, own);
    Optional<Providers.Publishers> publishers =
        type.flatMap(entry -> Optional.ofNullable(providers.publishers().get(entry.value())));
    SettingTable table = table(publishers);
    SettingValues values = new SettingValues(name, table.byName(), hostObjects);
    DestinationPlan plan =
        new DestinationPlan(
            name,
            type.orElseGet(() -> own.get(0).entry()),
            publishers.orElseGet(providers::none),
            values,
            providers.journalTypesBySetting());
    for (Sections.Item item : sections.defaults()) {
      table.find(item.name()).ifPresent(named -> take(plan, named, item.entry(), false));
    }
    for (Sections.Item item : own) {
      Optional<SettingTable.Named> named = table.find(item.name());
      if (named.isEmpty()) {
        unknown(item, table, publishers).ifPresent(plan::spoil);
      } else {
        take(plan, named.get(), item.entry(), true);
      }
    }
    publishers.ifPresent(known -> requireWhatMustBeThere(plan, known.settings()));
    return publishers.map(known -> plan);
  }

  private SettingTable table(Optional<Providers.Publishers> publishers) {
    List<Setting> settings = new ArrayList<>();
    if (publishers.isEmpty()) { // whatever it is meant to be, its keys are among these
      settings.addAll(providers.allSettings());
    } else {
      settings.addAll(CommonSettings.and(publishers.get().settings()));
      settings.addAll(providers.journalSettings());
    }
    return new SettingTable(settings);
  }

  private Optional<Entry> type(String name, List<Sections.Item> own) {
    Optional<Entry> written =
        own.stream()
            .filter(item -> item.name().equals(CommonSettings.TYPE.name()))
            .map(Sections.Item::entry)
            .reduce((first, last) -> last);
    if (written.isEmpty() && mistakes.isFull()) {
      mistakes.leaveOut();
      return Optional.empty();
    }
    if (written.isEmpty()) {
      Entry first = own.get(0).entry();
      Set<String> others = new HashSet<>(sections.destinations().keySet());
      others.remove(name);
      mistakes.add(
          Entry.PREFIX + "destinations." + name + ".type",
          first.origin(),
          "is missing, though " + LogText.id(first.key()) + " is there",
          NearestName.of(name, others)
              .map(other -> "did you mean destinations." + other + "?")
              .orElse("say what the destination is: " + types()));
      return Optional.empty();
    }
    try {
      Entry type = placeholders.replaceIn(written.get());
      String value = type.value().strip();
      types.add(value);
      if (!providers.publishers().containsKey(value)) {
        isAnyUnknown = true;
        throw unknownType(value);
      }
      return Optional.of(type.withValue(value));
    } catch (BadValueException e) {
      tell(written.get(), e);
      return Optional.empty();
    }
  }

  /** Whether a destination is of this type, or, of an unknown type, may be. */
  boolean needs(String type) {
    return type.isEmpty() ? isAnyUnknown : types.contains(type);
  }

  private BadValueException unknownType(String type) {
    if (type.isEmpty()) {
      return new BadValueException("must say what the destination is, but is empty", types());
    }
    Optional<String> artifact = Artifacts.ofType(type);
    if (artifact.isPresent()) {
      return new BadValueException(
          "no provider for \"" + type + "\" on the class path", "add " + artifact.get());
    }
    Set<String> known = new HashSet<>(Artifacts.types());
    known.addAll(providers.publishers().keySet());
    return new BadValueException(
        "no provider for this type (" + WithheldText.shape(type) + ") on the class path",
        NearestName.of(type, known).map(near -> "did you mean " + near + "?").orElse(types()));
  }

  private String types() {
    return providers.publishers().isEmpty()
        ? "there is no type on the class path: add an adapter, such as "
            + Artifacts.ofType("kafka").orElse("")
        : "types on the class path: " + String.join(", ", providers.publishers().keySet());
  }

  private void take(DestinationPlan plan, SettingTable.Named named, Entry entry, boolean isOwn) {
    if (!isOwn) {
      usedDefaults.add(entry);
    }
    Setting setting = named.setting();
    if (setting.name().equals(CommonSettings.TYPE.name())) {
      return; // read before
    }
    try {
      Entry replaced =
          setting.isOfClient()
              ? placeholders.replaceForClient(entry)
              : placeholders.replaceIn(entry);
      Object value = ValueParser.parse(setting, replaced.value());
      if (setting.kind() == Kind.GROUP) {
        String member = members.of(named, entry, plan.name());
        plan.values().put(setting, member, (String) value);
        plan.wrote(setting.name() + "." + member, replaced, isOwn);
      } else {
        plan.values().put(setting, value);
        plan.wrote(setting.name(), replaced, isOwn);
      }
    } catch (BadValueException e) {
      tell(entry, e);
      plan.spoil(setting.name());
    }
  }

  private void requireWhatMustBeThere(DestinationPlan plan, List<Setting> settings) {
    for (Setting setting : settings) {
      boolean isThere =
          setting.kind() == Kind.GROUP
              ? !plan.members(setting).isEmpty()
              : plan.entry(setting.name()).isPresent();
      if (setting.isRequired() && !isThere && !plan.isSpoilt(setting.name())) {
        mistakes.add(
            Entry.PREFIX + "destinations." + plan.name() + "." + setting.name(),
            plan.typeEntry().origin(),
            "is missing, and a destination of type " + plan.typeEntry().value() + " needs it",
            setting.description());
        plan.spoil(setting.name());
      }
    }
  }

  /** Gives the name that is likely to be meant. */
  private Optional<String> unknown(
      Sections.Item item, SettingTable table, Optional<Providers.Publishers> publishers) {
    Optional<String> otherType =
        providers.publishers().values().stream()
            .filter(other -> new SettingTable(other.settings()).find(item.name()).isPresent())
            .map(Providers.Publishers::type)
            .findFirst();
    if (mistakes.isFull()) {
      mistakes.leaveOut();
      return Optional.empty();
    }
    Optional<String> nearest =
        UnknownSetting.nearest(
            item.name(), publishers.isEmpty() && !isOfAll(item) ? COMMON : table);
    if (publishers.isEmpty() && nearest.isEmpty() && !isOfAll(item)) {
      return nearest; // a setting of the type that is not there, perhaps
    }
    String remedy =
        nearest
            .map(near -> "did you mean " + near + "?")
            .orElse(otherType.map(type -> "it is a setting of type " + type).orElse(""));
    mistakes.add(
        item.entry().key(),
        item.entry().origin(),
        "no such setting" + publishers.map(known -> " of type " + known.type()).orElse(""),
        remedy);
    return nearest;
  }

  private static boolean isOfAll(Sections.Item item) {
    return item.entry().name().startsWith("defaults.");
  }

  /** Defaults that no destination has taken: they must be right all the same. */
  void checkUnused() {
    SettingTable all = new SettingTable(providers.allSettings());
    SettingValues values = new SettingValues("defaults", all.byName(), hostObjects);
    for (Sections.Item item : sections.defaults()) {
      if (item.name().equals(CommonSettings.TYPE.name())) {
        mistakes.add(
            item.entry().key(),
            item.entry().origin(),
            "has no default: a destination is there because its type is said");
        continue;
      }
      if (usedDefaults.contains(item.entry())) {
        continue;
      }
      Optional<SettingTable.Named> named = all.find(item.name());
      if (named.isEmpty()) {
        var unused = unknown(item, all, Optional.empty());
      } else {
        DestinationPlan nobody =
            new DestinationPlan("defaults", item.entry(), providers.none(), values, Map.of());
        take(nobody, named.get(), item.entry(), false);
      }
    }
  }

  private void tell(Entry entry, BadValueException e) {
    mistakes.add(entry.key(), entry.origin(), e.problem(), e.remedy());
  }
}
