package io.github.maestroevents.netflix;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What holds inside Netflix Maestro where nobody has said anything: events are committed in
 * Maestro's own database before {@code send} returns. Without a journal the destination has to
 * confirm them.
 */
final class MaestroDefaults {

  static final String NO_JOURNAL = "none";
  static final String OWN_DATABASE = "datasource";

  /** Maestro's name for its data source, for servers with a second one. */
  static final String MAESTRO_DATA_SOURCE = "maestroDataSource";

  static final String CLOSE_TIMEOUT = "5s";

  private static final String KAFKA = "kafka";
  private static final String TOPIC_TIMEOUT = "unknown-topic-timeout";
  private static final String DESTINATIONS = "destinations.";
  private static final String VARIABLES = "MAESTRO_EVENTS_";

  private final ServerSettings settings;
  private final Map<String, String> variables;

  private MaestroDefaults(ServerSettings settings, Map<String, String> variables) {
    this.settings = settings;
    this.variables = variables;
  }

  /**
   * Adds to the settings what is missing there and in the variables.
   *
   * @param dataSources the names of the server's data sources
   */
  static void addTo(
      ServerSettings settings, Map<String, String> variables, Set<String> dataSources) {
    new MaestroDefaults(settings, variables).add(dataSources);
  }

  private void add(Set<String> dataSources) {
    if (common("journal") == null) {
      put(
          "journal",
          dataSources.size() > 1 && dataSources.contains(MAESTRO_DATA_SOURCE)
              ? OWN_DATABASE + ":" + MAESTRO_DATA_SOURCE
              : OWN_DATABASE);
    }
    if (common("close-timeout") == null) {
      put("close-timeout", CLOSE_TIMEOUT);
    }
    Set<String> names = destinations();
    for (String destination : names) {
      waitForTheTopic(destination);
      String acceptance = DESTINATIONS + destination + ".acceptance";
      if (common("acceptance") == null
          && said(acceptance) == null
          && !takesDeadLetters(destination, names)) {
        put(acceptance, hasJournal(destination) ? "journaled" : "confirmed");
      }
    }
  }

  /**
   * A topic that is missing, or was mistyped, costs no event where a journal holds them: they wait
   * until it is there.
   */
  private void waitForTheTopic(String destination) {
    String type = said(DESTINATIONS + destination + ".type");
    String timeout = DESTINATIONS + destination + "." + TOPIC_TIMEOUT;
    if (KAFKA.equals(stripped(type))
        && hasJournal(destination)
        && said(timeout) == null
        && common(TOPIC_TIMEOUT) == null) {
      put(timeout, "365d");
    }
  }

  /** Nobody waits for such a destination, and none is sent events. */
  private boolean takesDeadLetters(String destination, Set<String> names) {
    String target = "destination:" + destination;
    return target.equals(stripped(common("dead-letters")))
        || names.stream()
            .anyMatch(name -> target.equals(stripped(said(DESTINATIONS + name + ".dead-letters"))));
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null ? null : text.strip();
  }

  private boolean hasJournal(String destination) {
    String own = said(DESTINATIONS + destination + ".journal");
    String journal = own == null ? common("journal") : own;
    return !NO_JOURNAL.equalsIgnoreCase(journal);
  }

  /** Whether any journal is in a data source of the server's. */
  static boolean needsDataSource(ServerSettings settings, Map<String, String> variables) {
    MaestroDefaults all = new MaestroDefaults(settings, variables);
    return all.common("journal") == null
        || settings.values().entrySet().stream()
            .anyMatch(entry -> isDataSource(entry.getKey(), entry.getValue()))
        || variables.entrySet().stream()
            .anyMatch(entry -> isDataSource(key(entry.getKey()), entry.getValue()));
  }

  /** Whether a variable of the environment says this key, and so goes over all else. */
  static boolean isVariable(String key, Map<String, String> variables) {
    return key.startsWith(ServerSettings.PREFIX)
        && variables.containsKey(variable(key.substring(ServerSettings.PREFIX.length())));
  }

  private static String variable(String key) {
    return VARIABLES + key.toUpperCase(Locale.ROOT).replace(".", "__").replace('-', '_');
  }

  private static boolean isDataSource(String key, String value) {
    return key.endsWith("journal") && value.strip().startsWith(OWN_DATABASE);
  }

  private @Nullable String common(String name) {
    String said = said(name);
    return said == null ? said("defaults." + name) : said;
  }

  private @Nullable String said(String key) {
    String variable = variables.get(variable(key));
    return variable == null ? settings.get(ServerSettings.PREFIX + key) : variable;
  }

  private void put(String key, String value) {
    settings.putDefault(ServerSettings.PREFIX + key, value);
  }

  private Set<String> destinations() {
    Set<String> names = new TreeSet<>();
    settings.values().keySet().forEach(key -> addName(key, names));
    variables.keySet().forEach(variable -> addName(key(variable), names));
    return names;
  }

  private static void addName(String key, Set<String> names) {
    String beginning = ServerSettings.PREFIX + DESTINATIONS;
    int end = key.startsWith(beginning) ? key.indexOf('.', beginning.length()) : -1;
    if (end > beginning.length()) {
      names.add(key.substring(beginning.length(), end));
    }
  }

  private static String key(String variable) {
    return variable.startsWith(VARIABLES)
        ? ServerSettings.PREFIX
            + variable
                .substring(VARIABLES.length())
                .toLowerCase(Locale.ROOT)
                .replace("__", ".")
                .replace('_', '-')
        : "";
  }
}
