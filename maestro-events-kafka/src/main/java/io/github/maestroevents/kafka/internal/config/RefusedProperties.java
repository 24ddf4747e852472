package io.github.maestroevents.kafka.internal.config;

import io.github.maestroevents.spi.ForeignFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What to say when Kafka's client takes its properties as a whole for illegal. Its words may quote
 * any of them, a line of JAAS or what a config provider gave; the names of Kafka's own properties
 * in them say where to look.
 */
public final class RefusedProperties {

  private static final int MOST_CAUSES = 12;
  private static final int LONGEST_LOOK = 10_000;

  /** A shorter value may stand in any text. */
  private static final int SHORTEST_QUOTE = 4;

  private static final Pattern NAME = Pattern.compile("[a-z]+(?:\\.[a-z]+)+");

  private RefusedProperties() {}

  /** The classes of the failure, and the properties that its words name or quote. */
  public static String words(Throwable failure, Map<String, Object> host) {
    Set<String> meant = new TreeSet<>();
    @Nullable Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
      String said = String.valueOf(cause.getMessage());
      said = said.substring(0, Math.min(said.length(), LONGEST_LOOK));
      addNamed(said, meant);
      addQuoted(said, host, meant);
    }
    return (meant.isEmpty() ? "" : "; see " + String.join(", ", meant))
        + " ("
        + ForeignFailure.classes(failure)
        + ")";
  }

  private static void addNamed(String said, Set<String> meant) {
    Matcher name = NAME.matcher(said);
    while (name.find()) {
      if (ProducerConfig.configNames().contains(name.group())) {
        meant.add(name.group());
      }
    }
  }

  private static void addQuoted(String said, Map<String, Object> host, Set<String> meant) {
    host.forEach(
        (name, value) -> {
          if (value instanceof String text
              && text.length() >= SHORTEST_QUOTE
              && said.contains(text)) {
            meant.add(Secrets.name(name));
          }
        });
  }
}
