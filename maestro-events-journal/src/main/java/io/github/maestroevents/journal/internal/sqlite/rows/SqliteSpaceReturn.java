package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import io.github.maestroevents.journal.internal.sqlite.file.WriteAheadLog;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives space that is not needed back to the disk: all of it when the backlog is gone, and before
 * that, little by little, what is more than the rest of the backlog takes. Confined to the journal
 * thread.
 */
public final class SqliteSpaceReturn {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteSpaceReturn.class);

  /** Free space below which it stays in the file: {@value} bytes. */
  private static final long KEPT_BYTES = 4L << 20;

  /** Pages at a time while events are left: {@value}. Each is moved by itself. */
  private static final int PAGES = 1024;

  /** Between two times, so that a drain at full speed is hardly slowed. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final SqliteFiles files;
  private final WriteAheadLog log;
  private final DeliveryClock clock;
  private long nextNanos;

  public SqliteSpaceReturn(SqliteFiles files, WriteAheadLog log, DeliveryClock clock) {
    this.files = files;
    this.log = log;
    this.clock = clock;
    this.nextNanos = clock.nanoTime();
  }

  /** To be called when events are gone. Not worth a failure. */
  public void after(SqliteStore store) {
    long free = store.sizes().bytesFree();
    try {
      if (store.events() == 0) {
        all(store, free);
      } else if (free > Math.max(KEPT_BYTES, store.sizes().bytesInUse())) {
        some(store);
      }
    } catch (SQLException e) {
      LOG.debug("{} keeps its free space for now", files.database(), e);
    }
  }

  private void all(SqliteStore store, long free) throws SQLException {
    if (free > KEPT_BYTES) {
      store.shrink();
    }
    if (files.size() - store.sizes().bytesInUse() > 2 * KEPT_BYTES) {
      log.cutNowAndThen(store.connection());
    }
  }

  private void some(SqliteStore store) throws SQLException {
    long now = clock.nanoTime();
    if (nextNanos - now <= 0) {
      nextNanos = now + PAUSE_NANOS;
      if (log.excessBytes() == 0) { // what is moved goes through the log
        store.giveBackPages(PAGES);
      }
    }
  }
}
