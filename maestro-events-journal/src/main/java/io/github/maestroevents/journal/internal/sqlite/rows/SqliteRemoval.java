package io.github.maestroevents.journal.internal.sqlite.rows;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.journal.internal.row.DamagedRow;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteSizes.Look;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How events leave the file: forgotten, or put in quarantine. Confined to the journal thread. */
final class SqliteRemoval {

  private final SqliteStatements statements;
  private final SqliteTransactions transactions;
  private final SqliteEventCount count;
  private final SqliteSizes sizes;
  private final PreparedStatement delete;

  SqliteRemoval(
      SqliteStatements statements,
      SqliteTransactions transactions,
      SqliteEventCount count,
      SqliteSizes sizes)
      throws SQLException {
    this.statements = statements;
    this.transactions = transactions;
    this.count = count;
    this.sizes = sizes;
    this.delete = statements.prepare("DELETE FROM event WHERE sequence BETWEEN ? AND ?");
  }

  /**
   * Not synced: it is with the next insert. Until then a power cut brings the rows back, which were
   * delivered and are delivered again.
   */
  void delete(long[] sequences) throws SQLException {
    long[] sorted = sequences.clone();
    Arrays.sort(sorted);
    remove(
        transactions::runUnsynced,
        () -> {
          long deleted = 0;
          for (int from = 0, to; from < sorted.length; from = to) {
            to = endOfRun(sorted, from);
            deleted += delete(sorted[from], sorted[to - 1]);
          }
          return deleted;
        });
  }

  private long delete(long first, long last) throws SQLException {
    delete.setLong(1, first);
    delete.setLong(2, last);
    return delete.executeUpdate();
  }

  /** Behind the last of the numbers that follow each other without a gap. */
  private static int endOfRun(long[] sorted, int from) {
    int end = from + 1;
    while (end < sorted.length && sorted[end] <= sorted[end - 1] + 1) {
      end++;
    }
    return end;
  }

  /**
   * Moves rows out of the way.
   *
   * @return how many there were; fewer than given if a wrong number keeps one from being found
   */
  long quarantine(List<DamagedRow> rows, long foundAtNanos) throws SQLException {
    try (PreparedStatement copy =
        statements
            .connection()
            .prepareStatement(
                "INSERT INTO quarantine SELECT *, ?, ? FROM event WHERE sequence = ?")) {
      return remove(
          transactions::run,
          () -> {
            long deleted = 0;
            for (DamagedRow row : rows) {
              copy.setString(1, row.reason());
              copy.setLong(2, foundAtNanos);
              copy.setLong(3, row.sequence());
              copy.executeUpdate();
              deleted += delete(row.sequence(), row.sequence());
            }
            return deleted;
          });
    }
  }

  private long remove(Transaction transaction, Removal removal) throws SQLException {
    long[] removed = {0};
    @Nullable Look[] look = {null};
    transaction.run(
        () -> {
          removed[0] = removal.run();
          count.write(count.lastSequence(), count.events() - removed[0]);
          look[0] = sizes.look();
        });
    count.removed(removed[0]);
    count.stored();
    sizes.keep(requireNonNull(look[0]));
    return removed[0];
  }

  /** How a transaction is run. */
  @FunctionalInterface
  private interface Transaction {
    void run(SqliteTransactions.Work work) throws SQLException;
  }

  /** Takes rows away, and says how many. */
  @FunctionalInterface
  private interface Removal {
    long run() throws SQLException;
  }
}
