package io.github.maestroevents.benchmarks.sqs;

/** A way to get events into a queue. Used by one thread. */
interface Contender extends AutoCloseable {

  /** What it is, in a column of a table. */
  String name();

  /**
   * Sends every event of the load and returns when all are acknowledged.
   *
   * @param queueUrl of an empty queue
   * @throws IllegalStateException if one of them was not acknowledged
   */
  Lap run(String queueUrl, Load load);

  @Override
  void close();
}
