package io.github.maestroevents.journal.internal.sqlite.file;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.ProgressHandler;

/**
 * Ends a query that takes longer than any of ours should: whoever has prepared a file may have
 * prepared work without an end. SQLite asks it now and then while it works, on the thread that
 * called it. One limit may watch several connections, one after the other: their time is counted
 * together.
 */
public final class SqliteTimeLimit extends ProgressHandler {

  /** For all that is asked of a file before it is known to be ours: 2 minutes. */
  public static final Duration OPENING = Duration.ofMinutes(2);

  /** Steps of SQLite between two looks at the clock, some milliseconds: {@value}. */
  private static final int STEPS = 100_000;

  private final DeliveryClock clock;
  private final long limitNanos;
  private long since;

  private SqliteTimeLimit(DeliveryClock clock, Duration limit) {
    this.clock = clock;
    this.limitNanos = limit.toNanos();
    this.since = clock.nanoTime();
  }

  /** From now on, for all that is {@link #watch watched} together, until {@link #restart}. */
  public static SqliteTimeLimit of(DeliveryClock clock, Duration limit) {
    return new SqliteTimeLimit(clock, limit);
  }

  /** {@link #OPENING}, from now on. */
  public static SqliteTimeLimit ofOpening() {
    return of(DeliveryClock.system(), OPENING);
  }

  /** From now on for all queries of a connection, until the {@link #end}. */
  public void watch(Connection connection) throws SQLException {
    ProgressHandler.setHandler(connection, STEPS, this);
  }

  /** There is none any more. */
  public static void end(Connection connection) throws SQLException {
    ProgressHandler.clearHandler(connection);
  }

  /** From here on anew. */
  public void restart() {
    since = clock.nanoTime();
  }

  @Override
  protected int progress() {
    return clock.nanoTime() - since > limitNanos ? 1 : 0;
  }
}
