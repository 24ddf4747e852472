package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.Providers;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.config.internal.value.SettingValues;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One destination as it was written. Filled by {@link DestinationReader}, then only read. */
public final class DestinationPlan {

  private final String name;
  private final Entry type;
  private final Providers.Publishers publishers;
  private final SettingValues values;
  private final Map<String, String> journalSettings;
  private final Map<String, Entry> own = new LinkedHashMap<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private @Nullable JournalPlan journal;
  private DeadLetterTarget deadLetters = DeadLetterTarget.LOG;
  private boolean takesDeadLetters;
  private final Set<String> spoilt = new HashSet<>();

  /**
   * @param journalSettings the names of the settings of journals, each with the type of its journal
   */
  DestinationPlan(
      String name,
      Entry type,
      Providers.Publishers publishers,
      SettingValues values,
      Map<String, String> journalSettings) {
    this.name = name;
    this.type = type;
    this.publishers = publishers;
    this.values = values;
    this.journalSettings = journalSettings;
  }

  /** What was written under that name, for this destination alone or for all. */
  void wrote(String settingName, Entry entry, boolean isOwn) {
    entries.put(settingName, entry);
    if (isOwn) {
      own.put(settingName, entry);
    } else {
      own.remove(settingName);
    }
  }

  void journal(@Nullable JournalPlan planned) {
    this.journal = planned;
  }

  void deadLetters(DeadLetterTarget target) {
    this.deadLetters = target;
  }

  /** This setting is wrong, which has been told. */
  void spoil(String settingName) {
    spoilt.add(settingName);
  }

  /** Whether the setting is wrong, or the group that it is of. */
  boolean isSpoilt(String settingName) {
    return spoilt.contains(settingName)
        || spoilt.stream().anyMatch(group -> settingName.startsWith(group + "."));
  }

  /** Whether a setting that begins with this word is wrong. */
  boolean isSpoiltBelow(String word) {
    return spoilt.stream().anyMatch(name -> name.startsWith(word + "."));
  }

  /** Nobody is asked about the rest together. */
  boolean isSpoilt() {
    return !spoilt.isEmpty();
  }

  void takesDeadLetters() {
    this.takesDeadLetters = true;
  }

  /** What is written for all destinations is for those of events, and not for this one. */
  void forgetDefaultsForEvents() {
    boolean isConfirmed = values.text(CommonSettings.ACCEPTANCE).orElse("").equals("confirmed");
    for (Setting setting : CommonSettings.ALL) {
      boolean isForEvents =
          setting == CommonSettings.REQUIRED
              || setting == CommonSettings.CLOSE_ON_SHUTDOWN
              || setting.name().startsWith("filter.")
              || (isConfirmed
                  && (setting == CommonSettings.ACCEPTANCE
                      || setting == CommonSettings.CONFIRM_TIMEOUT));
      if (isForEvents && !own.containsKey(setting.name())) {
        values.remove(setting);
        entries.remove(setting.name());
      }
    }
  }

  public String name() {
    return name;
  }

  public Providers.Publishers publishers() {
    return publishers;
  }

  public SettingValues values() {
    return values;
  }

  public Optional<JournalPlan> journal() {
    return Optional.ofNullable(journal);
  }

  public DeadLetterTarget deadLetters() {
    return deadLetters;
  }

  /** Whether another destination gives its dead letters here: then nothing else comes. */
  public boolean isForDeadLetters() {
    return takesDeadLetters;
  }

  public boolean isRequired() {
    return values.flag(CommonSettings.REQUIRED).orElse(true);
  }

  public Duration closeTimeout() {
    return values
        .duration(CommonSettings.CLOSE_TIMEOUT)
        .orElse(NonBlockingPublisherBuilder.DEFAULT_CLOSE_TIMEOUT);
  }

  /** Where the type stands, which every destination has. */
  public Entry typeEntry() {
    return type;
  }

  /** Where a setting stands, or the member of a group, as {@code kafka.acks}. */
  public Optional<Entry> entry(String settingName) {
    return Optional.ofNullable(entries.get(settingName));
  }

  /** Where it stands for this destination alone. */
  Optional<Entry> own(Setting setting) {
    return Optional.ofNullable(own.get(setting.name()));
  }

  /** What stands for this destination alone, by the names of settings. */
  Map<String, Entry> own() {
    return Collections.unmodifiableMap(own);
  }

  /** The names of the settings of all journals, each with the type of its journal. */
  Map<String, String> journalSettings() {
    return journalSettings;
  }

  /** The members of a group that were written. */
  public List<String> members(Setting group) {
    return List.copyOf(values.group(group).keySet());
  }

  @Override
  public String toString() {
    return name;
  }
}
