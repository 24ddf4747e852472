package io.github.maestroevents.kafka.internal.producer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the events of a batch that a producer has, at their positions in the batch. Safe for
 * use by many threads.
 */
final class KeysUnderWay {

  private final BatchHandOver batch;
  private final String[] topics;
  private final AtomicReferenceArray<@Nullable String> keys;

  // Which session has the event at each position. Written before its key, and read after it.
  private final @Nullable ProducerSession[] sessions;

  // How many there are, and one more while the batch is handed over.
  private final AtomicInteger busy = new AtomicInteger();

  // The session that has them. Set by the handing thread, for whichever thread answers for the
  // last.
  private volatile @Nullable ProducerSession taker;

  KeysUnderWay(BatchHandOver batch, String[] topics) {
    this.batch = batch;
    this.topics = topics;
    this.keys = new AtomicReferenceArray<>(topics.length);
    this.sessions = new ProducerSession[topics.length];
  }

  /** Called before events are handed over. */
  void begin(ProducerSession session) {
    taker = session;
    busy.incrementAndGet();
    session.takes(batch);
  }

  /** Called after events have been handed over, as often as {@link #begin}. */
  void end(ProducerSession session) {
    session.takes(batch); // once more: the watch may have looked since
    isLessBusy();
  }

  /** The producer of a session is about to be given an event. */
  void add(int position, String key, ProducerSession session) {
    sessions[position] = session;
    busy.incrementAndGet();
    if (keys.getAndSet(position, key) != null) {
      isLessBusy();
    }
  }

  /** The producer does not have the event, or not any more. */
  void remove(int position) {
    if (keys.getAndSet(position, null) != null) {
      isLessBusy();
    }
  }

  private void isLessBusy() {
    ProducerSession session = taker;
    if (busy.decrementAndGet() == 0 && session != null) {
      session.isThrough(batch);
    }
  }

  /** Whether there are any, or may be soon. */
  boolean isBusy() {
    return busy.get() > 0;
  }

  /** The key at the position; null if the producer does not have the event. */
  @Nullable String at(int position) {
    return keys.get(position);
  }

  /** Whether the event at the position is with the producer of a session. */
  boolean isWith(ProducerSession session, int position) {
    return keys.get(position) != null && session.equals(sessions[position]);
  }

  boolean has(String key, String topic) {
    return has(0, topics.length, key, topic);
  }

  boolean hasLater(int position, String key) {
    return has(position + 1, topics.length, key, topics[position]);
  }

  boolean hasEarlier(int position, String key) {
    return has(0, position, key, topics[position]);
  }

  private boolean has(int from, int to, String key, String topic) {
    for (int position = from; position < to; position++) {
      if (key.equals(keys.get(position)) && topic.equals(topics[position])) {
        return true;
      }
    }
    return false;
  }
}
