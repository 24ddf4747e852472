package io.github.maestroevents.journal.internal.sqlite.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** What a store keeps open of a connection that fails again and again. */
class SqliteStatementsTest {

  private static final long MAX_BYTES = 1L << 24;

  @TempDir Path directory;

  private Path database;
  private SqliteOwner owner;

  @BeforeEach
  void makeAJournal() {
    SqliteJournal.at(directory).keepFree(0).open().close();
    SqliteFiles files = SqliteFiles.in(directory);
    database = files.database();
    owner = SqliteOwner.of(files);
  }

  @Test
  void storeThatWasTakenOver_keepsNoStatementOpen_howeverOftenItIsTriedAnew() throws Exception {
    try (SqliteStore store = SqliteStore.open(database, MAX_BYTES, owner)) {
      execute("UPDATE owner SET token = 'other', holder = 'process 7', process = ''");

      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> store.anew(database, MAX_BYTES, () -> {}))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("taken over by process 7");
        assertThat(openStatements(store)).as("after %s attempts", i + 1).isZero();
      }
      store.closeAsItIs();
    }
  }

  @Test
  void storeWhoseFileMustNotBeOpened_keepsNoStatementOpen_howeverOftenItIsTriedAnew()
      throws Exception {
    try (SqliteStore store = SqliteStore.open(database, MAX_BYTES, owner)) {
      execute("DROP TABLE quarantine");

      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> store.anew(database, MAX_BYTES, SqliteStatementsTest::removed))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("removed");
        assertThat(openStatements(store)).as("after %s attempts", i + 1).isZero();
      }
      store.closeAsItIs();
    }
  }

  private static void removed() {
    throw new JournalException("The journal's file was removed");
  }

  private void execute(String command) throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = other.createStatement()) {
      statement.execute(command);
    }
  }

  /** The driver's own list of what it closes with the connection. */
  private static int openStatements(SqliteStore store) throws Exception {
    DB driver = ((SQLiteConnection) store.connection()).getDatabase();
    Field statements = DB.class.getDeclaredField("stmts");
    statements.setAccessible(true);
    return ((Collection<?>) statements.get(driver)).size();
  }
}
