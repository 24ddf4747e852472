package io.github.maestroevents.kafka;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the topic of each event.
 *
 * <p>Called on the thread that sends, for every attempt, so it is quick, depends on the event alone
 * and may be called by several threads at once. A selector that throws, or names what no topic can
 * be called, has its event rejected. Events of one ordering key that go to different topics have no
 * order among each other once they are in Kafka.
 */
@FunctionalInterface
public interface TopicSelector {

  /** The topic of an event: 1 to 249 letters, digits, {@code .}, {@code _} and {@code -}. */
  String topicFor(EncodedEvent event);

  /**
   * Topics to look up before the first event needs them. The others are looked up when they are
   * first chosen, which delays that first event. The default knows none.
   */
  default Set<String> topicsKnownAhead() {
    return Set.of();
  }

  /** Every event to one topic. */
  static TopicSelector fixed(String topic) {
    return new TopicTable(event -> "", Map.of(), topic);
  }

  /**
   * A topic for each wire type, such as {@code STEP_INSTANCE_STATUS_CHANGE_EVENT} or the type of a
   * {@code HostEvent}.
   *
   * @param topics topic by wire type
   * @param otherwise the topic of every other type
   */
  static TopicSelector byType(Map<String, String> topics, String otherwise) {
    return new TopicTable(EncodedEvent::type, topics, otherwise);
  }

  /**
   * A topic for each cluster of the engine, as named in a {@code source} of the default form {@code
   * /maestro/<cluster>}. Where sources have another form, take {@link #bySource}.
   *
   * @param topics topic by cluster name
   * @param otherwise the topic of every other cluster, and of events that name none
   */
  static TopicSelector byCluster(Map<String, String> topics, String otherwise) {
    return new TopicTable(TopicTable::clusterOf, topics, otherwise);
  }

  /**
   * A topic for each {@code source}, such as {@code /maestro/prod} or the source of a {@code
   * HostEvent}.
   *
   * @param topics topic by source
   * @param otherwise the topic of every other source
   */
  static TopicSelector bySource(Map<String, String> topics, String otherwise) {
    return new TopicTable(
        event -> event.attributes().getOrDefault("source", ""), topics, otherwise);
  }
}
