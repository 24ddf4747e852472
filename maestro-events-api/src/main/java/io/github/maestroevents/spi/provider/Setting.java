package io.github.maestroevents.spi.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");

  private final String name;
  private final Kind kind;
  private final String description;
  private final long min;
  private final long max;
  private final Set<String> words;
  private final @Nullable String defaultText;
  private final boolean isRequired;
  private final boolean isShown;
  private final boolean isOfClient;

  private Setting(
      String name,
      Kind kind,
      String description,
      long min,
      long max,
      Set<String> words,
      @Nullable String defaultText,
      boolean isRequired,
      boolean isShown,
      boolean isOfClient) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name of a setting is made of lower-case letters, digits, hyphens and dots");
    }
    this.name = name;
    this.kind = kind;
    this.description = requireNonNull(description, "description");
    this.min = min;
    this.max = max;
    this.words = words;
    this.defaultText = defaultText;
    this.isRequired = isRequired;
    this.isShown = isShown;
    this.isOfClient = isOfClient;
  }

  private static Setting plain(String name, Kind kind, String description, boolean isShown) {
    return new Setting(
        name,
        kind,
        description,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Set.of(),
        null,
        false,
        isShown,
        false);
  }

  private static Setting ranged(String name, Kind kind, String description, long min, long max) {
    if (min > max) {
      throw new IllegalArgumentException("The range of " + name + " is empty");
    }
    return new Setting(name, kind, description, min, max, Set.of(), null, false, true, false);
  }

  private static Setting worded(
      String name, Kind kind, String description, List<String> words, boolean isShown) {
    return new Setting(
        name,
        kind,
        description,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Collections.unmodifiableSet(new LinkedHashSet<>(words)),
        null,
        false,
        isShown,
        false);
  }

  /** A text; withheld from people unless {@link #shown} says otherwise. */
  public static Setting text(String name, String description) {
    return plain(name, Kind.TEXT, description, false);
  }

  /** A text that is never shown. */
  public static Setting secret(String name, String description) {
    return plain(name, Kind.SECRET, description, false);
  }

  /** Yes or no. */
  public static Setting flag(String name, String description) {
    return plain(name, Kind.FLAG, description, true);
  }

  /** A whole number from min to max, both included. */
  public static Setting integer(String name, String description, long min, long max) {
    return ranged(name, Kind.INTEGER, description, min, max);
  }

  /** Above 0 and at most 1. */
  public static Setting share(String name, String description) {
    return plain(name, Kind.SHARE, description, true);
  }

  /** A number of bytes from min to max, both included. */
  public static Setting size(String name, String description, long min, long max) {
    return ranged(name, Kind.SIZE, description, min, max);
  }

  /** A time from min to max, both included, in whole milliseconds. */
  public static Setting duration(String name, String description, Duration min, Duration max) {
    return ranged(name, Kind.DURATION, description, min.toMillis(), max.toMillis());
  }

  /** One of these words. */
  public static Setting choice(String name, String description, List<String> words) {
    return worded(name, Kind.CHOICE, description, words, true);
  }

  /** Texts with commas between them. */
  public static Setting list(String name, String description) {
    return plain(name, Kind.LIST, description, false);
  }

  /** Words out of a few, with commas between them. */
  public static Setting list(String name, String description, List<String> words) {
    return worded(name, Kind.LIST, description, words, true);
  }

  /**
   * Names and values that are not ours. A name that is nearly one of those that are known is
   * refused as a slip of the pen; any other is taken as it is.
   *
   * @param known names that are surely meant; empty if any name may be
   */
  public static Setting group(String name, String description, Set<String> known) {
    return worded(name, Kind.GROUP, description, List.copyOf(known), false);
  }

  /**
   * Properties of a client that is not ours, as a {@link #group}, and handed on as they are: a
   * value may be empty, and a reference that the client looks up itself is left to the client.
   */
  public static Setting clientProperties(String name, String description, Set<String> known) {
    Setting group = group(name, description, known);
    return new Setting(
        name, Kind.GROUP, description, group.min, group.max, group.words, null, false, false, true);
  }

  /** As this one, and a default in the form in which people write it. */
  public Setting withDefault(String text) {
    return new Setting(
        name,
        kind,
        description,
        min,
        max,
        words,
        requireNonNull(text),
        isRequired,
        isShown,
        isOfClient);
  }

  /** As this one, and a configuration without it is refused. */
  public Setting required() {
    return new Setting(
        name, kind, description, min, max, words, defaultText, true, isShown, isOfClient);
  }

  /**
   * As this one, and the word {@value #UNLIMITED} may stand for the largest number, size or time.
   */
  public Setting orUnlimited() {
    if (kind != Kind.INTEGER && kind != Kind.SIZE && kind != Kind.DURATION) {
      throw new IllegalArgumentException(name + " has no largest value");
    }
    return new Setting(
        name,
        kind,
        description,
        min,
        max,
        Set.of(UNLIMITED),
        defaultText,
        isRequired,
        isShown,
        false);
  }

  /** As this one, and people may see its value: it can hold no secret. */
  public Setting shown() {
    if (kind == Kind.SECRET) {
      throw new IllegalArgumentException(name + " is a secret");
    }
    return new Setting(
        name, kind, description, min, max, words, defaultText, isRequired, true, isOfClient);
  }

  /** What stands before the sign of equality, below the name of the destination. */
  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /** One sentence for people. */
  public String description() {
    return description;
  }

  /** The smallest number, size in bytes or time in milliseconds; else meaningless. */
  public long min() {
    return min;
  }

  /** The largest number, size in bytes or time in milliseconds; else meaningless. */
  public long max() {
    return max;
  }

  /**
   * The words of a choice or a list, the known names of a group, or {@value #UNLIMITED} if that may
   * stand in place of a number; empty if any text will do.
   */
  public Set<String> words() {
    return words;
  }

  /** What holds if nothing is written, in the form in which people write it. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  public boolean isRequired() {
    return isRequired;
  }

  /** Whether people may see the value. */
  public boolean isShown() {
    return isShown;
  }

  /** Whether these are properties of a client, see {@link #clientProperties}. */
  public boolean isOfClient() {
    return isOfClient;
  }

  @Override
  public String toString() {
    return name;
  }
}
