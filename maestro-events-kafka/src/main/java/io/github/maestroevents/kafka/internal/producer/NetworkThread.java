package io.github.maestroevents.kafka.internal.producer;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a producer, on which everything reaches the brokers. An {@code Error} in the client
 * ends it, a momentary lack of memory for one; the producer then goes on taking records and never
 * sends any. The client does not tell, and does not show its thread, so the thread is found by its
 * name among those that have come into being with the producer.
 */
final class NetworkThread {

  private static final int ROOM_FOR_MORE = 64;

  private final @Nullable Thread thread;
  private final boolean wasGone;

  private NetworkThread(@Nullable Thread thread, boolean wasGone) {
    this.thread = thread;
    this.wasGone = wasGone;
  }

  /** Called before the producer is made, on the same thread: the threads there are without it. */
  static Set<Thread> all() {
    // Threads are made in the group of the thread that makes them.
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Set<Thread> all = new HashSet<>();
    if (group != null) {
      Thread[] threads = new Thread[2 * group.activeCount() + ROOM_FOR_MORE];
      int found = group.enumerate(threads);
      for (int i = 0; i < found; i++) {
        all.add(threads[i]);
      }
    }
    return all;
  }

  /**
   * The thread of the producer just made. It may have ended by now, since it connects at once: then
   * no thread of Kafka's is new. If one is new under another name, that may be the one, and it
   * counts as running.
   *
   * @param before {@link #all()} before the producer was made
   */
  static NetworkThread of(KafkaProducer<?, ?> producer, Set<Thread> before) {
    String name = KafkaProducer.NETWORK_THREAD_PREFIX + " | " + clientId(producer);
    boolean isAnyNew = false;
    for (Thread thread : all()) {
      if (!before.contains(thread)) {
        if (thread.getName().equals(name)) {
          return new NetworkThread(thread, false);
        }
        isAnyNew |= thread.getName().toLowerCase(Locale.ROOT).startsWith("kafka");
      }
    }
    return new NetworkThread(null, !isAnyNew);
  }

  boolean hasEnded() {
    return wasGone || (thread != null && !thread.isAlive());
  }

  private static String clientId(KafkaProducer<?, ?> producer) {
    for (MetricName metric : producer.metrics().keySet()) {
      String id = metric.tags().get("client-id");
      if (id != null) {
        return id;
      }
    }
    return "";
  }
}
