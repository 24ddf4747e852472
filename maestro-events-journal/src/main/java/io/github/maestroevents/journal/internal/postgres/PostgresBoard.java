package io.github.maestroevents.journal.internal.postgres;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.NodeBoard;
import io.github.maestroevents.delivery.store.NodeBoardView;
import io.github.maestroevents.delivery.store.NodeReport;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.journal.internal.row.StoredReport;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.SafeLogger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This node's side of the table of the nodes: writes its report and reads those of all, in one
 * transaction of the journal thread, which waits {@link #LONGEST} for it at most. What fails here
 * is told and tried again; nothing of the journal depends on it.
 */
final class PostgresBoard implements NodeBoard {

  /** Nothing is written more often. */
  static final Duration INTERVAL = Duration.ofSeconds(3);

  /** The longest that a statement takes here. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  private static final SafeLogger LOG = SafeLogger.of(PostgresBoard.class);

  private static final String NO_TABLE =
      "there is no table of the nodes: see the warning at the start";

  private record Reading(List<NodeSighting> nodes, long nanos) {}

  private final PostgresSettings settings;
  private final PostgresNames names;
  private final PostgresLease lease;
  private final PostgresSession session;

  // Of the journal thread.
  private boolean isThere;
  private long nextNanos;

  // Written by whoever builds the publisher, read by the journal thread.
  private volatile @Nullable Supplier<NodeReport> reporter;
  // Written by the journal thread, read by any.
  private volatile @Nullable Reading reading;
  private volatile @Nullable String trouble;

  PostgresBoard(
      PostgresSettings settings,
      PostgresNames names,
      PostgresLease lease,
      PostgresSession session) {
    this.settings = settings;
    this.names = names;
    this.lease = lease;
    this.session = session;
    this.nextNanos = settings.clock().nanoTime();
  }

  /** Whether there is a table. */
  void mayBeUsed(boolean there) {
    isThere = there;
    trouble = there ? null : NO_TABLE;
  }

  @Override
  public void reportBy(Supplier<NodeReport> reporter) {
    this.reporter = requireNonNull(reporter, "reporter");
  }

  @Override
  public NodeBoardView view() {
    Reading last = reading;
    return last == null
        ? new NodeBoardView(List.of(), null, trouble)
        : new NodeBoardView(
            last.nodes(),
            Duration.ofNanos(Math.max(0, settings.clock().nanoTime() - last.nanos())),
            trouble);
  }

  /** Writes and reads if it is time to. Journal thread; throws nothing. */
  void turn() {
    Supplier<NodeReport> by = reporter;
    long now = settings.clock().nanoTime();
    if (!isThere || by == null || nextNanos - now > 0) {
      return;
    }
    nextNanos = now + INTERVAL.toNanos();
    try {
      String report = report(by);
      List<NodeSighting> nodes =
          session.runOnce("tell the nodes of", connection -> exchange(connection, report));
      reading = new Reading(nodes, settings.clock().nanoTime());
      if (trouble != null) {
        LOG.info("The nodes of the journal {} see each other again", session.place());
      }
      trouble = null;
    } catch (JournalException e) {
      if (trouble == null) {
        LOG.warn(
            "The nodes of the journal {} do not see each other on the status page: {}. It is tried"
                + " again; events are not concerned",
            session.place(),
            e.getMessage());
      }
      trouble = String.valueOf(e.getMessage());
    }
  }

  /** Null where the reporter fails: what it told last stays on the board. */
  private @Nullable String report(Supplier<NodeReport> by) {
    try {
      return StoredReport.write(by.get());
    } catch (RuntimeException | StackOverflowError | LinkageError e) { // of the status page
      LOG.warn(
          "This node cannot report to the others of the journal {}",
          session.place(),
          ForeignFailure.of(e));
      return null;
    }
  }

  private List<NodeSighting> exchange(Connection connection, @Nullable String report)
      throws SQLException {
    try (Statement limits = connection.createStatement()) {
      limits.execute("SET LOCAL synchronous_commit = off");
      limits.execute("SET LOCAL statement_timeout = " + LONGEST.toMillis());
    }
    if (report != null) {
      PostgresBoardRows.write(
          connection, names, settings.destination(), settings.node(), lease, report);
    }
    PostgresBoardRows.forget(connection, names, settings.destination());
    return PostgresBoardRows.read(connection, names, settings.destination(), settings.node());
  }

  /** Says goodbye within the journal's last transaction, which does not depend on it. */
  void end(Connection connection) throws SQLException {
    if (!isThere || reporter == null) {
      return;
    }
    Savepoint before = connection.setSavepoint();
    try {
      PostgresBoardRows.end(connection, names, settings.destination(), settings.node(), lease);
    } catch (SQLException e) {
      connection.rollback(before);
      LOG.debug("{} ends without a word to its neighbours", session.place(), ForeignFailure.of(e));
    }
  }
}
