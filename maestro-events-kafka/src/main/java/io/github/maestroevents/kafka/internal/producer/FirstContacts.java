package io.github.maestroevents.kafka.internal.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.kafka.internal.config.PartitionChoice;
import io.github.maestroevents.kafka.internal.verdict.RecordPlace;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that have acknowledged a record of a producer. From then on the broker checks that
 * the sequences of that producer follow each other, and takes no record when it has refused the one
 * before. Until then it takes any: when it refuses the first batch of the client, because it does
 * not lead the partition yet, and takes the second, it refuses the first for its sequence ever
 * after, and the client repeats it until its delivery timeout. So a partition gets one record, and
 * the next when that is acknowledged. Safe for use by many threads.
 *
 * <p>To which partition the next record of a key goes is computed where Kafka's own partitioner
 * chooses it. Where the host's settings have a say, an acknowledged record of the key stands for
 * the partition: that is right as long as equal keys go to one partition, and without that there is
 * no order to keep. There, one record of each key goes first.
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
   * A record of a key has been acknowledged.
   *
   * @param topic the topic that was chosen for the event
   * @param place where its record is, which an interceptor may have sent elsewhere
   * @return whether the topic has more partitions by now than were learned, and is to be learned
   *     anew
   */
  boolean acknowledged(String topic, String key, RecordPlace place) {
    Topic known = topics.get(topic);
    if (known == null) {
      return false;
    }
    if (!place.topic().equals(topic)) {
      known.isLeft = true;
    } else if (place.partition() >= 0 && !known.isMade()) {
      known.made.add(place.partition());
    }
    if (!kafkaChooses && !known.isMade()) {
      acknowledgedKeys.add(topic, key);
    }
    return place.topic().equals(topic) && place.partition() >= known.partitions;
  }

  /** Whether the partition of a key has acknowledged a record. */
  boolean isMade(String topic, String key) {
    Topic known = topics.get(topic);
    if (known == null) {
      return false;
    }
    return known.isMade()
        || (kafkaChooses
            ? known.made.contains(known.partitionOf(key))
            : acknowledgedKeys.contains(topic, key));
  }

  /**
   * Reserves the partition of a key for the one record that may be under way there until it is
   * {@linkplain FirstContact#end answered}. To be asked for a key that is not {@linkplain #isMade
   * made}.
   *
   * @return null if another record has the partition
   */
  @Nullable FirstContact begin(String topic, String key) {
    Topic known = topics.get(topic);
    if (known == null || !kafkaChooses) {
      return FirstContact.NOT_NEEDED;
    }
    int partition = known.partitionOf(key);
    if (partition == RecordPlace.NO_PARTITION) {
      return FirstContact.NOT_NEEDED;
    }
    // Made first: a lack of memory must not leave a partition reserved that nobody gives back.
    FirstContact contact = new FirstContact(known.tried, partition);
    return known.tried.add(partition) ? contact : null;
  }

  /** Where the record of a key goes, as far as it is known. */
  RecordPlace placeOf(String topic, String key) {
    Topic known = topics.get(topic);
    return new RecordPlace(
        topic, known == null || !kafkaChooses ? RecordPlace.NO_PARTITION : known.partitionOf(key));
  }

  /**
   * What brokers know of the producer may be gone, as after a topic has been made anew or nothing
   * was sent for long.
   */
  void forget() {
    acknowledgedKeys.clear();
    topics.values().forEach(topic -> topic.made.clear());
  }

  private static final class Topic {

    private final Set<Integer> made = ConcurrentHashMap.newKeySet();
    private final Set<Integer> tried = ConcurrentHashMap.newKeySet();

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

    /** The partition to which Kafka's own partitioner sends the key. */
    int partitionOf(String key) {
      int many = partitions;
      return many > 0
          ? Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % many
          : RecordPlace.NO_PARTITION;
    }
  }
}
