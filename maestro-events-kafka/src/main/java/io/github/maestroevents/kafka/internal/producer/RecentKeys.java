package io.github.maestroevents.kafka.internal.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * The ordering keys, each of a topic, that were added or asked for last: {@value #MOST} of them. A
 * key is kept as a number, however long it is. Safe for use by many threads.
 */
final class RecentKeys {

  static final int MOST = 10_000;

  private final Map<Long, Boolean> keys =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
          return size() > MOST;
        }
      };

  void add(String topic, String key) {
    long number = number(topic, key);
    synchronized (keys) {
      keys.put(number, true);
    }
  }

  boolean contains(String topic, String key) {
    long number = number(topic, key);
    synchronized (keys) {
      return keys.get(number) != null;
    }
  }

  void clear() {
    synchronized (keys) {
      keys.clear();
    }
  }

  int size() {
    synchronized (keys) {
      return keys.size();
    }
  }

  /**
   * Two hashes that have nothing to do with each other, so that no two keys of a host's share both.
   */
  private static long number(String topic, String key) {
    String both = topic + '\n' + key;
    return ((long) Utils.murmur2(both.getBytes(UTF_8)) << Integer.SIZE)
        | (both.hashCode() & 0xFFFF_FFFFL);
  }
}
