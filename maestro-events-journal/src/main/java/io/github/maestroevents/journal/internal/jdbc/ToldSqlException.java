package io.github.maestroevents.journal.internal.jdbc;

import io.github.maestroevents.spi.ForeignFailure;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What a database had against something, in words that quote nothing. The words of drivers and
 * servers hold values of the row that was refused, statements, and of a URL whatever the driver
 * took for its host; a trigger may say anything. The codes stay, and the words here say what they
 * mean.
 */
public final class ToldSqlException extends SQLException {

  private static final long serialVersionUID = 1L;

  private static final int CLASS_CHARS = 2;

  /** Source: PostgreSQL's manual, appendix A: a code, or the two characters of its class. */
  private static final Map<String, String> STATES =
      Map.ofEntries(
          Map.entry("08", "no connection to the database"),
          Map.entry(
              "08004",
              "the server refused the connection; see TLS (sslmode), pg_hba.conf and its limits"),
          Map.entry("22", "a value does not fit"),
          Map.entry("23", "a constraint does not allow it"),
          Map.entry("23505", "the row is there already"),
          Map.entry("25006", "the server takes no writes: it is a standby, or read-only"),
          Map.entry("28", "the user is not let in; see pg_hba.conf"),
          Map.entry("28P01", "password authentication failed"),
          Map.entry("3D000", "there is no such database"),
          Map.entry("3F000", "there is no such schema"),
          Map.entry("40", "another transaction was in the way"),
          Map.entry("42501", "permission denied; grant it to the user"),
          Map.entry("42P01", "a table is not there"),
          Map.entry("42703", "a column is not there"),
          Map.entry("53", "the server has no resources left"),
          Map.entry("53100", "the disk of the server is full"),
          Map.entry("53300", "the server has too many connections"),
          Map.entry("55P03", "a lock was not free"),
          Map.entry("57014", "the statement was cancelled, by a time limit or by a person"),
          Map.entry("57P", "the server is starting, stopping, or was shut down"),
          Map.entry("57", "the server is starting, stopping, or was shut down"),
          Map.entry("P0", "a function or a trigger of the database refused it"));

  private static final String CONNECTION = "08";
  private static final String REFUSED_BY_SERVER = "08004";
  private static final String OF_POSTGRES = "org.postgresql.util.PSQLException";

  private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

  /** The one place where a driver's words are looked at: an address that can be nothing else. */
  private static final Pattern REFUSED =
      Pattern.compile("Connection to ([A-Za-z0-9.-]{1,253}):([0-9]{1,5}) refused\\..*");

  private ToldSqlException(String words, @Nullable String state, int code) {
    super(words, state, code);
  }

  /** In words of our own, which are told as they are. */
  public static ToldSqlException ours(String words, int code) {
    return new ToldSqlException(words, null, code);
  }

  /** The failure without its words: with its codes, its stack trace and no cause. */
  public static ToldSqlException of(SQLException failure) {
    return of(failure, failure);
  }

  /**
   * As {@link #of(SQLException)}.
   *
   * @param teller of all the exceptions that hang together, the one that says what is wrong
   */
  public static ToldSqlException of(SQLException failure, SQLException teller) {
    if (teller instanceof ToldSqlException told) {
      return told;
    }
    ToldSqlException told =
        new ToldSqlException(words(teller), teller.getSQLState(), failure.getErrorCode());
    told.setStackTrace(failure.getStackTrace());
    return told;
  }

  private static String words(SQLException failure) {
    if (failure.getClass().getName().equals("org.sqlite.SQLiteException")) {
      return OfSqlite.words(failure);
    }
    String state = String.valueOf(failure.getSQLState());
    boolean isState = STATE.matcher(state).matches();
    String meaning =
        STATES.getOrDefault(
            state,
            STATES.getOrDefault(
                isState ? state.substring(0, CLASS_CHARS) : "", "the database did not do it"));
    return meaning
        + hint(failure, state)
        + address(failure)
        + " ("
        + ForeignFailure.classes(failure)
        + (isState ? ", SQLState " + state + ")" : ")");
  }

  /** Apart, so that a host with PostgreSQL alone needs no class of SQLite's driver. */
  private static final class OfSqlite {

    static String words(SQLException failure) {
      if (failure instanceof SQLiteException ofSqlite) {
        SQLiteErrorCode code = ofSqlite.getResultCode();
        String ended =
            code == SQLiteErrorCode.SQLITE_INTERRUPT
                ? "; the time limit ended it: the file keeps SQLite busy for longer than any"
                    + " journal does"
                : "";
        return "[" + code.name() + "] " + code.message + ended;
      }
      return "SQLite did not do it";
    }
  }

  /** What an operator can mend, as far as classes alone tell it. */
  private static String hint(SQLException failure, String state) {
    if (!state.startsWith(CONNECTION) || state.equals(REFUSED_BY_SERVER)) {
      return "";
    }
    @Nullable Throwable cause = failure.getCause();
    if (cause instanceof UnknownHostException) {
      return ": the host name cannot be resolved";
    }
    if (cause instanceof SSLException) {
      return ": TLS failed; see sslmode and the certificates";
    }
    return cause == null && failure.getClass().getName().equals(OF_POSTGRES)
        ? ", or a property of the URL is wrong"
        : "";
  }

  private static String address(SQLException failure) {
    Matcher refused = REFUSED.matcher(String.valueOf(failure.getMessage()));
    return refused.matches() ? ", refused at " + refused.group(1) + ":" + refused.group(2) : "";
  }
}
