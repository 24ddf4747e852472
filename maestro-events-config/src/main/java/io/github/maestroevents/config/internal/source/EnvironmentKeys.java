package io.github.maestroevents.config.internal.source;

import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.spi.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Keys as environment variables write them: in upper case, {@code __} for a dot and {@code _} for a
 * hyphen, behind {@code MAESTRO_EVENTS_}.
 */
public final class EnvironmentKeys {

  public static final String PREFIX = "MAESTRO_EVENTS_";

  private static final List<String> NESTING = List.of("DESTINATIONS__", "DEFAULTS__");
  private static final List<String> WITHOUT_NAME = List.of("ENABLED", "JOURNAL", "CLOSE_TIMEOUT");

  /**
   * What Kubernetes sets for a service that is called maestro-events, or begins so. Names that nest
   * are never of this form.
   */
  private static final Pattern OF_KUBERNETES =
      Pattern.compile(
          "(?:[A-Z0-9]+_)*?(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?"
              + "|PORT(?:_[0-9]+_[A-Z]+(?:_(?:PROTO|PORT|ADDR))?)?)");

  private EnvironmentKeys() {}

  /** The name of the variable for a key below the prefix. */
  public static String variable(String name) {
    return PREFIX + tail(name);
  }

  /** The same without the prefix: two names with one tail cannot be told apart. */
  public static String tail(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_').replace(".", "__");
  }

  /** The entries of all variables of this library, in the order of their names. */
  public static List<Entry> entries(Map<String, String> environment, Mistakes mistakes) {
    List<Entry> entries = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (variable.startsWith(PREFIX)) {
                String tail = variable.substring(PREFIX.length());
                if (tail.contains("__") || !OF_KUBERNETES.matcher(tail).matches()) {
                  add(entries, variable, tail, value, mistakes);
                }
              } else {
                tellOfSlip(variable, mistakes);
              }
            });
    return entries;
  }

  private static void add(
      List<Entry> entries, String variable, String tail, String value, Mistakes mistakes) {
    String origin = "environment variable " + LogText.id(variable);
    if (!tail.equals(tail.toUpperCase(Locale.ROOT))
        || (tail.startsWith("DESTINATIONS_") && !tail.startsWith("DESTINATIONS__"))
        || (tail.startsWith("DEFAULTS_") && !tail.startsWith("DEFAULTS__"))) {
      mistakes.add(
          Entry.PREFIX + name(tail),
          origin,
          "no such setting",
          "a variable is in upper case, with __ for each dot and _ for each hyphen of its key, as"
              + " in "
              + variable("destinations.audit.close-timeout"));
      return;
    }
    entries.add(Entry.below(name(tail), value, origin, Entry.Form.VARIABLE));
  }

  /** The name that a key in a file spells as a variable does; empty if it does not. */
  static String nameOf(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    if (!upper.startsWith(PREFIX)) {
      return "";
    }
    String tail = upper.substring(PREFIX.length());
    boolean isOurs =
        WITHOUT_NAME.contains(tail)
            || NESTING.stream()
                .anyMatch(first -> tail.startsWith(first) && tail.length() > first.length());
    return isOurs ? name(tail) : "";
  }

  private static String name(String tail) {
    return tail.replace("__", ".").replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** One that nests as ours do, below nearly our prefix. */
  private static void tellOfSlip(String variable, Mistakes mistakes) {
    String upper = variable.toUpperCase(Locale.ROOT);
    for (String first : NESTING) {
      int at = upper.indexOf(first);
      if (at > 0 && upper.startsWith("MAESTRO") && at < PREFIX.length() + 3) {
        mistakes.add(
            LogText.id(variable),
            "environment variable",
            "no such setting",
            "did you mean " + PREFIX + LogText.id(upper.substring(at)) + "?");
        return;
      }
    }
    for (String name : WITHOUT_NAME) {
      if (upper.endsWith(name)
          && NearestName.of(upper.substring(0, upper.length() - name.length()), List.of(PREFIX))
              .isPresent()) {
        mistakes.add(
            LogText.id(variable),
            "environment variable",
            "no such setting",
            "did you mean " + PREFIX + name + "?");
      }
    }
  }
}
