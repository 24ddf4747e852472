package io.github.maestroevents.kafka;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.kafka.internal.record.TopicName;
import io.github.maestroevents.spi.EncodedEvent;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Topics by one property of the event, and one topic for all that has none of its own. */
final class TopicTable implements TopicSelector {

  private static final String SOURCE_PREFIX = "/maestro/";

  private final Function<EncodedEvent, String> property;
  private final Map<String, String> topics;
  private final String otherwise;

  TopicTable(
      Function<EncodedEvent, String> property, Map<String, String> topics, String otherwise) {
    this.property = property;
    this.topics = Map.copyOf(requireNonNull(topics, "topics"));
    this.otherwise = TopicName.requireLegal(otherwise);
    this.topics.values().forEach(TopicName::requireLegal);
  }

  @Override
  public String topicFor(EncodedEvent event) {
    return topics.isEmpty() ? otherwise : topics.getOrDefault(property.apply(event), otherwise);
  }

  @Override
  public Set<String> topicsKnownAhead() {
    Set<String> all = new HashSet<>(topics.values());
    all.add(otherwise);
    return all;
  }

  /** The topics alone: what they are chosen by may be a URL with a password in it. */
  @Override
  public String toString() {
    return topics.isEmpty()
        ? otherwise
        : String.join(",", new TreeSet<>(topics.values())) + ", otherwise " + otherwise;
  }

  /** The cluster in a source of the form {@code /maestro/<cluster>}; empty if there is none. */
  static String clusterOf(EncodedEvent event) {
    String source = event.attributes().getOrDefault("source", "");
    if (!source.startsWith(SOURCE_PREFIX)) {
      return "";
    }
    try {
      return requireNonNull(new URI(source).getPath()).substring(SOURCE_PREFIX.length());
    } catch (URISyntaxException e) {
      return source.substring(SOURCE_PREFIX.length());
    }
  }
}
