package io.github.maestroevents.spi.provider;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.provider.Setting.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All that a {@link Setting} is, and copies of it that differ in one thing. Immutable. */
record SettingTraits(
    String name,
    Kind kind,
    String description,
    long min,
    long max,
    Set<String> words,
    @Nullable String defaultText,
    @Nullable String defaultWithJournal,
    boolean isRequired,
    boolean isShown,
    boolean isOfClient,
    Map<String, Pattern> shownMembers) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");

  SettingTraits {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name of a setting is made of lower-case letters, digits, hyphens and dots");
    }
    requireNonNull(description, "description");
  }

  static SettingTraits of(String name, Kind kind, String description) {
    return new SettingTraits(
        name,
        kind,
        description,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Set.of(),
        null,
        null,
        false,
        false,
        false,
        Map.of());
  }

  SettingTraits within(long least, long most) {
    if (least > most) {
      throw new IllegalArgumentException("The range of " + name + " is empty");
    }
    return new SettingTraits(
        name,
        kind,
        description,
        least,
        most,
        words,
        defaultText,
        defaultWithJournal,
        isRequired,
        isShown,
        isOfClient,
        shownMembers);
  }

  /** In their order. */
  SettingTraits words(Collection<String> all) {
    Set<String> copy = Collections.unmodifiableSet(new LinkedHashSet<>(all));
    return new SettingTraits(
        name,
        kind,
        description,
        min,
        max,
        copy,
        defaultText,
        defaultWithJournal,
        isRequired,
        isShown,
        isOfClient,
        shownMembers);
  }

  SettingTraits defaults(String text, @Nullable String withJournal) {
    return new SettingTraits(
        name,
        kind,
        description,
        min,
        max,
        words,
        text,
        withJournal,
        isRequired,
        isShown,
        isOfClient,
        shownMembers);
  }

  SettingTraits isRequired(boolean required) {
    return new SettingTraits(
        name,
        kind,
        description,
        min,
        max,
        words,
        defaultText,
        defaultWithJournal,
        required,
        isShown,
        isOfClient,
        shownMembers);
  }

  SettingTraits shown() {
    return new SettingTraits(
        name,
        kind,
        description,
        min,
        max,
        words,
        defaultText,
        defaultWithJournal,
        isRequired,
        true,
        isOfClient,
        shownMembers);
  }

  SettingTraits isOfClient(boolean ofClient) {
    return new SettingTraits(
        name,
        kind,
        description,
        min,
        max,
        words,
        defaultText,
        defaultWithJournal,
        isRequired,
        isShown,
        ofClient,
        shownMembers);
  }

  SettingTraits shownMembers(Map<String, Pattern> members) {
    return new SettingTraits(
        name,
        kind,
        description,
        min,
        max,
        words,
        defaultText,
        defaultWithJournal,
        isRequired,
        isShown,
        isOfClient,
        members);
  }
}
