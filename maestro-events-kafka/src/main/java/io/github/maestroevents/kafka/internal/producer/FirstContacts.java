package io.github.maestroevents.kafka.internal.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.kafka.internal.config.PartitionChoice;
import io.github.maestroevents.kafka.internal.verdict.RecordPlace;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;

/**
 * The partitions that have acknowledged a record of a producer. From then on the broker checks that
 * the sequences of that producer follow each other, and takes no record when it has refused the one
 * before. Safe for use by many threads.
 *
 * <p>To which partition the next record of a key goes is computed where Kafka's own partitioner
 * chooses it. Where the host's settings have a say, an acknowledged record of the key stands for
 * the partition: that is right as long as equal keys go to one partition, and without that there is
 * no order to keep.
 */
final class FirstContacts {

  private final boolean kafkaChooses;
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();
  private final RecentKeys acknowledgedKeys = new RecentKeys();

  /**
   * @param kafkaChooses whether the partition follows from the ordering key as Kafka has it; see
   *     {@link PartitionChoice}
   */
  FirstContacts(boolean kafkaChooses) {
    this.kafkaChooses = kafkaChooses;
  }

  void learned(String topic, int partitions) {
    Topic known = topics.get(topic);
    if (known == null) {
      topics.putIfAbsent(topic, new Topic(partitions));
    } else if (known.partitions != partitions) {
      known.partitions = partitions;
      acknowledgedKeys.clear(); // the next record of a key may go elsewhere
    }
  }

  /**
   * @param topic the topic that was chosen for the event
   * @param place where its record is, which an interceptor may have sent elsewhere
   */
  void acknowledged(String topic, String key, RecordPlace place) {
    Topic known = topics.get(topic);
    if (known == null) {
      return;
    }
    if (!place.topic().equals(topic)) {
      known.isLeft = true;
    } else if (place.partition() >= 0 && !known.isMade()) {
      known.made.add(place.partition());
    }
    if (!kafkaChooses && !known.isMade()) {
      acknowledgedKeys.add(topic, key);
    }
  }

  /** Whether the partition of a key has acknowledged a record. */
  boolean isMade(String topic, String key) {
    Topic known = topics.get(topic);
    if (known == null) {
      return false;
    }
    return known.isMade()
        || (kafkaChooses ? known.isMade(key) : acknowledgedKeys.contains(topic, key));
  }

  private static final class Topic {

    private final Set<Integer> made = ConcurrentHashMap.newKeySet();

    // Set by the thread that learned it, seen by whoever hands events over.
    private volatile int partitions;

    // Whether records of its events went to another topic. Set by the producer's thread, seen by
    // whoever hands events over.
    private volatile boolean isLeft;

    Topic(int partitions) {
      this.partitions = partitions;
    }

    /** Whether any key will do. */
    boolean isMade() {
      return !isLeft && partitions > 0 && made.size() >= partitions;
    }

    /** Whether the partition is made to which Kafka's own partitioner sends the key. */
    boolean isMade(String key) {
      return partitions > 0
          && made.contains(Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions);
    }
  }
}
