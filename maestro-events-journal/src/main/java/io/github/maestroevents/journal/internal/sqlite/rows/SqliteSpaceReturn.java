package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import io.github.maestroevents.journal.internal.sqlite.file.WriteAheadLog;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Gives space that is not needed back to the disk: all of it when the backlog is gone, and before
 * that, little by little, what is more than the rest of the backlog takes. Confined to the journal
 * thread.
 */
public final class SqliteSpaceReturn {

  /** Free space below which it stays in the file: {@value} bytes. */
  private static final long KEPT_BYTES = 4L << 20;

  /** Pages at a time while events are left: {@value}. Each is moved by itself. */
  private static final int PAGES = 1024;

  /** How long it goes on where nobody waits: {@value} ms. */
  private static final int IDLE_MILLIS = 100;

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

  /** To be called when events are gone. Not worth a failure of more than this. */
  public void after(SqliteStore store) throws SQLException {
    if (store.events() == 0) {
      all(store);
    } else {
      some(store);
    }
  }

  /**
   * To be called now and then, also when nothing is forgotten any more: a part in trouble keeps its
   * events, and what the others have left can go meanwhile. Takes {@value #IDLE_MILLIS} ms or a
   * little more while there is something to give back.
   */
  public void whileIdle(SqliteStore store) throws SQLException {
    if (!hasTooMuch(store)) {
      return;
    }
    long until = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
    do {
      store.giveBackPages(PAGES);
    } while (hasTooMuch(store) && log.excessBytes() == 0 && clock.nanoTime() - until < 0);
    log.cutNowAndThen(store.connection()); // the file itself shrinks only then
  }

  private static boolean hasTooMuch(SqliteStore store) {
    return store.sizes().bytesFree() > Math.max(KEPT_BYTES, store.sizes().bytesInUse());
  }

  private void all(SqliteStore store) throws SQLException {
    if (store.sizes().bytesFree() > KEPT_BYTES) {
      store.shrink();
    }
    if (files.size() - store.sizes().bytesInUse() > 2 * KEPT_BYTES) {
      log.cutNowAndThen(store.connection());
    }
  }

  private void some(SqliteStore store) throws SQLException {
    long now = clock.nanoTime();
    if (hasTooMuch(store) && nextNanos - now <= 0) {
      nextNanos = now + PAUSE_NANOS;
      if (log.excessBytes() == 0) { // what is moved goes through the log
        store.giveBackPages(PAGES);
      }
    }
  }
}
