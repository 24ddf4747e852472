package io.github.maestroevents.spi.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One setting as people write it: its name, what its value must look like, its default in words,
 * and what it is for. Immutable. Documents, tools and the completion of an editor show what stands
 * here.
 */
public final class Setting {

  /** What a value looks like. */
  public enum Kind {
    /** Any text that is not empty. */
    TEXT,
    /** A text that nobody shows. */
    SECRET,
    /** {@code true} or {@code false}. */
    FLAG,
    /** A whole number. */
    INTEGER,
    /** A part of the whole, such as {@code 0.5}: above 0 and at most 1. */
    SHARE,
    /**
     * Bytes, such as {@code 64MiB}: a whole number and B, KiB, MiB or GiB; without a unit, bytes.
     */
    SIZE,
    /** A time, such as {@code 5s}: a whole number and ms, s, m, h or d; or as in ISO 8601. */
    DURATION,
    /** One of a few words, in any case. */
    CHOICE,
    /** Texts with commas between them. */
    LIST,
    /** Names that are not ours, each with a value: {@code acks} in {@code kafka.acks}. */
    GROUP
  }

  /** What may be written in place of the largest value, see {@link #orUnlimited}: {@value}. */
  public static final String UNLIMITED = "unlimited";

  private final SettingTraits traits;

  private Setting(SettingTraits traits) {
    this.traits = traits;
  }

  /** A text; withheld from people unless {@link #shown} says otherwise. */
  public static Setting text(String name, String description) {
    return new Setting(SettingTraits.of(name, Kind.TEXT, description));
  }

  /** A text that is never shown. */
  public static Setting secret(String name, String description) {
    return new Setting(SettingTraits.of(name, Kind.SECRET, description));
  }

  /** Yes or no. */
  public static Setting flag(String name, String description) {
    return new Setting(SettingTraits.of(name, Kind.FLAG, description).shown());
  }

  /** A whole number from min to max, both included. */
  public static Setting integer(String name, String description, long min, long max) {
    return ranged(name, Kind.INTEGER, description, min, max);
  }

  /** Above 0 and at most 1. */
  public static Setting share(String name, String description) {
    return new Setting(SettingTraits.of(name, Kind.SHARE, description).shown());
  }

  /** A number of bytes from min to max, both included. */
  public static Setting size(String name, String description, long min, long max) {
    return ranged(name, Kind.SIZE, description, min, max);
  }

  /** A time from min to max, both included, in whole milliseconds. */
  public static Setting duration(String name, String description, Duration min, Duration max) {
    return ranged(name, Kind.DURATION, description, min.toMillis(), max.toMillis());
  }

  private static Setting ranged(String name, Kind kind, String description, long min, long max) {
    return new Setting(SettingTraits.of(name, kind, description).within(min, max).shown());
  }

  /** One of these words. */
  public static Setting choice(String name, String description, List<String> words) {
    return new Setting(SettingTraits.of(name, Kind.CHOICE, description).words(words).shown());
  }

  /** Texts with commas between them. */
  public static Setting list(String name, String description) {
    return new Setting(SettingTraits.of(name, Kind.LIST, description));
  }

  /** Words out of a few, with commas between them. */
  public static Setting list(String name, String description, List<String> words) {
    return new Setting(SettingTraits.of(name, Kind.LIST, description).words(words).shown());
  }

  /**
   * Names and values that are not ours. A name that is nearly one of those that are known is
   * refused as a slip of the pen; any other is taken as it is.
   *
   * @param known names that are surely meant; empty if any name may be
   */
  public static Setting group(String name, String description, Set<String> known) {
    return new Setting(SettingTraits.of(name, Kind.GROUP, description).words(known));
  }

  /**
   * Properties of a client that is not ours, as a {@link #group}, and handed on as they are: a
   * value may be empty, and a reference that the client looks up itself is left to the client.
   */
  public static Setting clientProperties(String name, String description, Set<String> known) {
    return new Setting(
        SettingTraits.of(name, Kind.GROUP, description).words(known).isOfClient(true));
  }

  /** As this one, and a default in the form in which people write it. */
  public Setting withDefault(String text) {
    return new Setting(traits.defaults(requireNonNull(text, "text"), null));
  }

  /**
   * As this one, and a default that depends on whether the destination has a journal.
   *
   * @param text without one
   * @param withJournal with one
   */
  public Setting withDefault(String text, String withJournal) {
    return new Setting(
        traits.defaults(requireNonNull(text, "text"), requireNonNull(withJournal, "withJournal")));
  }

  /** As this one, and a configuration without it is refused. */
  public Setting required() {
    return new Setting(traits.isRequired(true));
  }

  /**
   * As this one, and the word {@value #UNLIMITED} may stand for the largest number, size or time.
   */
  public Setting orUnlimited() {
    Kind kind = kind();
    if (kind != Kind.INTEGER && kind != Kind.SIZE && kind != Kind.DURATION) {
      throw new IllegalArgumentException(name() + " has no largest value");
    }
    return new Setting(traits.words(List.of(UNLIMITED)));
  }

  /** As this one, and people may see its value: it can hold no secret. */
  public Setting shown() {
    if (kind() == Kind.SECRET) {
      throw new IllegalArgumentException(name() + " is a secret");
    }
    return new Setting(traits.shown());
  }

  /**
   * As this group, and people may see some of its members: those that can hold no secret as long as
   * they have the form that they are meant to have.
   *
   * @param members names behind that of the group, each with the form of a whole value that may be
   *     seen; a value of another form is withheld
   */
  public Setting showing(Map<String, Pattern> members) {
    if (kind() != Kind.GROUP) {
      throw new IllegalArgumentException(name() + " has no members");
    }
    return new Setting(traits.shownMembers(Map.copyOf(members)));
  }

  /** What stands before the sign of equality, below the name of the destination. */
  public String name() {
    return traits.name();
  }

  public Kind kind() {
    return traits.kind();
  }

  /** One sentence for people. */
  public String description() {
    return traits.description();
  }

  /** The smallest number, size in bytes or time in milliseconds; else meaningless. */
  public long min() {
    return traits.min();
  }

  /** The largest number, size in bytes or time in milliseconds; else meaningless. */
  public long max() {
    return traits.max();
  }

  /**
   * The words of a choice or a list, the known names of a group, or {@value #UNLIMITED} if that may
   * stand in place of a number; empty if any text will do.
   */
  public Set<String> words() {
    return traits.words();
  }

  /**
   * What holds if nothing is written, in the form in which people write it, with and without a
   * journal in one text.
   */
  public Optional<String> defaultText() {
    return traits.defaultWithJournal() == null
        ? Optional.ofNullable(traits.defaultText())
        : Optional.of(traits.defaultText() + ", with a journal " + traits.defaultWithJournal());
  }

  /** The same for a destination of which is known whether it has a journal. */
  public Optional<String> defaultText(boolean hasJournal) {
    return hasJournal && traits.defaultWithJournal() != null
        ? Optional.of(traits.defaultWithJournal())
        : Optional.ofNullable(traits.defaultText());
  }

  public boolean isRequired() {
    return traits.isRequired();
  }

  /** Whether people may see the value, of a group those of all members. */
  public boolean isShown() {
    return traits.isShown();
  }

  /** Whether people may see this value of a member of a group, see {@link #showing}. */
  public boolean isShown(String member, String value) {
    Pattern form = traits.shownMembers().get(member);
    return traits.isShown() || (form != null && form.matcher(value).matches());
  }

  /** Whether these are properties of a client, see {@link #clientProperties}. */
  public boolean isOfClient() {
    return traits.isOfClient();
  }

  @Override
  public String toString() {
    return name();
  }
}
