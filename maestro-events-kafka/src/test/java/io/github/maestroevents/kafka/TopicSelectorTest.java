package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicSelectorTest {

  @Test
  void byType_choosesTheTopicOfTheType_andTheOtherForTheRest() {
    TopicSelector topics = TopicSelector.byType(Map.of(Events.TYPE, "steps"), "rest");

    assertThat(topics.topicFor(Events.event("k", 1))).isEqualTo("steps");
    assertThat(topics.topicFor(Events.event("NEW_TYPE", "k", 1, new byte[0]))).isEqualTo("rest");
    assertThat(topics.topicsKnownAhead()).containsExactlyInAnyOrder("steps", "rest");
  }

  @Test
  void byCluster_readsTheClusterFromTheSource() {
    TopicSelector topics = TopicSelector.byCluster(Map.of("prod eu", "eu"), "rest");

    assertThat(topics.topicFor(Events.event("k", 1))).isEqualTo("eu");
  }

  @Test
  void bySource_choosesTheTopicOfTheSource_alsoOfAHostsOwnEvents() {
    TopicSelector topics =
        TopicSelector.bySource(Map.of("/maestro/prod%20eu", "eu", "/shop", "shop"), "rest");

    assertThat(topics.topicFor(Events.event("k", 1))).isEqualTo("eu");
    assertThat(topics.topicFor(host("/shop"))).isEqualTo("shop");
    assertThat(topics.topicFor(host("/other"))).isEqualTo("rest");
    assertThat(topics.topicsKnownAhead()).containsExactlyInAnyOrder("eu", "shop", "rest");
  }

  private static EncodedEvent host(String source) {
    return EncodedEvent.of(HostEvent.builder("t", "1").source(source).build());
  }

  @Test
  void table_refusesIllegalTopicsAtOnce() {
    assertThatThrownBy(() -> TopicSelector.byType(Map.of("T", "a/b"), "rest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 characters");
  }
}
