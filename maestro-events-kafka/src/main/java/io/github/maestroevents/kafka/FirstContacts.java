package io.github.maestroevents.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;

/**
 * The partitions that have acknowledged a record of a producer. From then on the broker checks that
 * the sequences of that producer follow each other, and takes no record when it has refused the one
 * before. Safe for use by many threads.
 */
final class FirstContacts {

  private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
  private final Map<String, Set<Integer>> made = new ConcurrentHashMap<>();

  void learned(String topic, int partitionsOfTopic) {
    partitions.put(topic, partitionsOfTopic);
    made.putIfAbsent(topic, ConcurrentHashMap.newKeySet());
  }

  void acknowledged(String topic, int partition) {
    Set<Integer> known = made.get(topic);
    if (known != null && !known.contains(partition)) {
      known.add(partition);
    }
  }

  /**
   * Whether the partition of a key has acknowledged a record. As Kafka's own partitioner chooses
   * the partition; with another one the answer may be wrong.
   */
  boolean isMade(String topic, String key) {
    Integer count = partitions.get(topic);
    Set<Integer> known = made.get(topic);
    if (count == null || known == null || count < 1) {
      return false;
    }
    return known.size() >= count
        || known.contains(Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % count);
  }
}
