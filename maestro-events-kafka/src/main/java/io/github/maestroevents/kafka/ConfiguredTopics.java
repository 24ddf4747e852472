package io.github.maestroevents.kafka;

import io.github.maestroevents.kafka.internal.record.TopicName;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The topics that a configuration names. Needs no class of Kafka's client. */
final class ConfiguredTopics {

  private static final List<Setting> RULES =
      List.of(
          KafkaSettings.TOPICS_BY_TYPE,
          KafkaSettings.TOPICS_BY_CLUSTER,
          KafkaSettings.TOPICS_BY_SOURCE);

  private ConfiguredTopics() {}

  static Map<String, String> mistakes(ProviderSettings settings) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    settings
        .text(KafkaSettings.TOPIC)
        .ifPresent(topic -> judge(KafkaSettings.TOPIC.name(), topic, mistakes));
    List<Setting> rules = rules(settings);
    for (Setting rule : rules) {
      settings
          .group(rule)
          .forEach((what, topic) -> judge(rule.name() + "." + what, topic, mistakes));
      if (rule != rules.get(0)) {
        mistakes.put(
            rule.name(),
            "cannot stand beside "
                + rules.get(0)
                + ": topics are chosen by one property of an event");
      }
    }
    return mistakes;
  }

  static TopicSelector selector(ProviderSettings settings) {
    String otherwise = settings.text(KafkaSettings.TOPIC).orElse("");
    for (Setting rule : rules(settings)) {
      Map<String, String> topics = settings.group(rule);
      if (rule == KafkaSettings.TOPICS_BY_TYPE) {
        return TopicSelector.byType(topics, otherwise);
      }
      return rule == KafkaSettings.TOPICS_BY_CLUSTER
          ? TopicSelector.byCluster(topics, otherwise)
          : TopicSelector.bySource(topics, otherwise);
    }
    return TopicSelector.fixed(otherwise);
  }

  private static List<Setting> rules(ProviderSettings settings) {
    return RULES.stream().filter(rule -> !settings.group(rule).isEmpty()).toList();
  }

  private static void judge(String setting, String topic, Map<String, String> mistakes) {
    try {
      String unused = TopicName.requireLegal(topic);
    } catch (IllegalArgumentException e) {
      mistakes.put(setting, "is " + e.getMessage());
    }
  }
}
