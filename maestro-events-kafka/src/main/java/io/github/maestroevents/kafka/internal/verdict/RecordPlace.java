package io.github.maestroevents.kafka.internal.verdict;

/**
 * Where a record was to go.
 *
 * @param topic its topic
 * @param partition its partition; {@value #NO_PARTITION} while the client has chosen none
 */
public record RecordPlace(String topic, int partition) {

  public static final int NO_PARTITION = -1;

  /** The part of the destination, for outcomes and for people. */
  String part() {
    return partition < 0 ? "topic " + topic : "partition " + topic + "-" + partition;
  }
}
