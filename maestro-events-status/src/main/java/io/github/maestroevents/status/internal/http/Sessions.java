package io.github.maestroevents.status.internal.http;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has logged in, for half a day; of more than a hundred the oldest is logged out. Any thread.
 */
public final class Sessions<T> {

  private static final long LIFE_NANOS = Duration.ofHours(12).toNanos();
  private static final int MOST = 100;

  private record Session<T>(T user, long endNanos) {}

  private final DeliveryClock clock;
  private final Map<String, Session<T>> sessions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session<T>> eldest) {
          return size() > MOST;
        }
      };

  public Sessions(DeliveryClock clock) {
    this.clock = clock;
  }

  /** Logs somebody in. */
  public synchronized void open(String id, T user) {
    sessions.put(id, new Session<>(user, clock.nanoTime() + LIFE_NANOS));
  }

  /** Who that is; null if nobody. */
  public synchronized @Nullable T user(@Nullable String id) {
    Session<T> session = id == null ? null : sessions.get(id);
    if (session == null) {
      return null;
    }
    if (clock.nanoTime() - session.endNanos() > 0) {
      sessions.remove(id);
      return null;
    }
    return session.user();
  }

  public synchronized void close(@Nullable String id) {
    sessions.remove(id);
  }
}
