package io.github.maestroevents.kafka;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the thread of a producer, on which everything reaches the brokers. An {@code Error} in the
 * client ends it, a momentary lack of memory for one; the producer then goes on taking records and
 * never sends any. The client does not tell, and does not show its thread, so the thread is found
 * by its name among those that have come into being with the producer.
 */
final class NetworkThread {

  private static final int ROOM_FOR_MORE = 64;

  private final Set<Thread> before = all();

  /** Called before the producer is made, on the same thread. */
  NetworkThread() {}

  /** The thread of the producer just made; null if it is not found. */
  @Nullable Thread of(KafkaProducer<?, ?> producer) {
    String name = KafkaProducer.NETWORK_THREAD_PREFIX + " | " + clientId(producer);
    for (Thread thread : all()) {
      if (thread.getName().equals(name) && !before.contains(thread)) {
        return thread;
      }
    }
    return null;
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

  /** Threads are made in the group of the thread that makes them. */
  private static Set<Thread> all() {
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
}
