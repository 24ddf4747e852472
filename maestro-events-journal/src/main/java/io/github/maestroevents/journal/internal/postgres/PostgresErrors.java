package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What PostgreSQL's error codes mean here: appendix A of its manual. */
final class PostgresErrors {

  private static final String CONNECTION_CLASS = "08";
  private static final String SHUTDOWN_CLASS = "57P";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String READ_ONLY_TRANSACTION = "25006";

  private PostgresErrors() {}

  /**
   * The server went away, is not there yet, or was made a standby, which takes no writes; what was
   * under way may have been committed.
   */
  static boolean isConnectionLost(SQLException e) {
    return startsWith(e.getSQLState(), CONNECTION_CLASS)
        || startsWith(e.getSQLState(), SHUTDOWN_CLASS)
        || READ_ONLY_TRANSACTION.equals(e.getSQLState())
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLRecoverableException;
  }

  /** A sequence is in the table already. */
  static boolean isTaken(SQLException e) {
    return UNIQUE_VIOLATION.equals(e.getSQLState())
        || (e.getNextException() != null
            && UNIQUE_VIOLATION.equals(e.getNextException().getSQLState()));
  }

  /** The role has no right to it. */
  static boolean isForbidden(SQLException e) {
    return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState());
  }

  /** A copy that tells nothing of an event, by the code of the server where there is one. */
  static SQLException withoutValues(SQLException e) {
    for (SQLException next = e; next != null; next = next.getNextException()) {
      for (@Nullable Throwable cause = next; cause != null; cause = cause.getCause()) {
        if (cause instanceof PSQLException failure && failure.getServerErrorMessage() != null) {
          return ToldSqlException.of(e, failure);
        }
      }
    }
    return ToldSqlException.of(e);
  }

  private static boolean startsWith(@Nullable String state, String prefix) {
    return state != null && state.startsWith(prefix);
  }
}
