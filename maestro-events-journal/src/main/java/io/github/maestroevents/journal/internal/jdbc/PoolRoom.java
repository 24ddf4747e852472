package io.github.maestroevents.journal.internal.jdbc;

import io.github.maestroevents.spi.SafeLogger;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells a host whose pool gives all of its connections to journals: each keeps one, and whoever
 * else wants one waits for ever. Any thread.
 */
public final class PoolRoom {

  private static final SafeLogger LOG = SafeLogger.of(PoolRoom.class);

  /** As HikariCP, Tomcat's pool, DBCP and c3p0 or UCP call the size. */
  private static final String[] SIZES = {
    "getMaximumPoolSize", "getMaxActive", "getMaxTotal", "getMaxPoolSize"
  };

  /** As Spring's proxies call what they stand before. */
  private static final String TARGET = "getTargetDataSource";

  private static final int MAX_PROXIES = 8;

  /** How many journals keep a connection of a data source. Guarded by itself. */
  private static final Map<DataSource, Integer> JOURNALS = new WeakHashMap<>();

  private PoolRoom() {}

  /** A journal keeps a connection from here on. Warns if none is left. */
  public static void take(DataSource database) {
    try {
      int journals;
      synchronized (JOURNALS) {
        journals = JOURNALS.merge(database, 1, Integer::sum);
      }
      long size = size(database, MAX_PROXIES);
      if (size > 0 && journals >= size) {
        LOG.warn(
            "The connection pool of a journal gives at most {} connection(s), and journals keep {}"
                + " of them: whoever else needs one waits in vain. Let the pool have one more for"
                + " each journal in it",
            size,
            journals);
      }
    } catch (RuntimeException | LinkageError e) { // the host's object; the journal needs no advice
      LOG.debug("The size of a pool cannot be told");
    }
  }

  /** The journal has been closed. */
  public static void giveBack(DataSource database) {
    try {
      synchronized (JOURNALS) {
        JOURNALS.computeIfPresent(database, (of, count) -> count == 1 ? null : count - 1);
      }
    } catch (RuntimeException | LinkageError e) { // as above
      LOG.debug("A pool cannot be told from others");
    }
  }

  /** 0 for none that can be told. */
  private static long size(Object database, int proxies) {
    for (String name : SIZES) {
      if (read(database, name) instanceof Number size) {
        return size.longValue();
      }
    }
    return proxies > 0 && read(database, TARGET) instanceof DataSource target
        ? size(target, proxies - 1)
        : 0;
  }

  /** Null if there is no such method, or it may not be called. */
  private static @Nullable Object read(Object object, String name) {
    try {
      return object.getClass().getMethod(name).invoke(object);
    } catch (ReflectiveOperationException | RuntimeException e) { // the class may hide it
      return null;
    }
  }
}
