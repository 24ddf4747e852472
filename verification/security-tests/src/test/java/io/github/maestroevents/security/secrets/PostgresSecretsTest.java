package io.github.maestroevents.security.secrets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Secrets in the settings of a database, and a database that quotes what it refuses. */
class PostgresSecretsTest {

  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"));
    server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
  }

  @AfterAll
  static void end() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void secret_isNotTold_whenItStandsInTheUrlOfADatabase() {
    try (Outputs outputs = new Outputs()) {
      for (String url : Marked.urls("jdbc:postgresql", "127.0.0.1:9/db")) {
        addAll(() -> source(url), outputs);
      }
      String here = "127.0.0.1:" + server.getPort() + "/";
      for (String url :
          List.of(
              here + "postgres?user=" + Marked.TEXT,
              here + Marked.TEXT + "?user=postgres",
              here + "postgres?user=postgres&sslmode=" + Marked.TEXT,
              here + "postgres?user=postgres&options=-c%20" + Marked.TEXT + "=1",
              here + "postgres?user=postgres&currentSchema=" + Marked.TEXT,
              here + "postgres?user=postgres&sslmode=require&sslpassword=" + Marked.TEXT)) {
        addAll(() -> source("jdbc:postgresql://" + url), outputs);
      }
      outputs.requireClean("JDBC URLs");
    }
  }

  @Test
  void secret_isNotTold_whenTheHostsOwnDataSourceSaysIt() {
    try (Outputs outputs = new Outputs()) {
      for (String password : Marked.passwords()) {
        addAll(() -> new TalkativeSource(new SQLException("FATAL: " + password, "28P01")), outputs);
        addAll(
            () -> new TalkativeSource(new SQLException("FATAL: " + password, password)), outputs);
        addAll(() -> new TalkativeSource(new IllegalStateException("pool: " + password)), outputs);
        outputs.addResultOf(() -> PostgresJournal.on(source("jdbc:postgresql:x"), password + "\0"));
        outputs.addResultOf(
            () ->
                PostgresJournal.on(source("jdbc:postgresql:x"), "n").destination(password + "\0"));
      }
      outputs.requireClean("a data source");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER quoting BEFORE INSERT ON maestro_journal_event FOR EACH ROW"
            + " EXECUTE FUNCTION quoting()",
        "ALTER TABLE maestro_journal_event ADD CONSTRAINT quoting CHECK (sequence < 0) NOT VALID",
        "ALTER TABLE maestro_journal_event DROP COLUMN payload CASCADE",
        "DROP TABLE maestro_journal_event CASCADE"
      })
  void payload_isNotTold_whenTheDatabaseQuotesTheRowThatItRefuses(String change) throws Exception {
    DataSource source = server.getPostgresDatabase();
    execute(source, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    try (Outputs outputs = new Outputs();
        EventJournal journal = PostgresJournal.on(source, "node").open()) {
      execute(
          source,
          "CREATE FUNCTION quoting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
              + " 'refused %', convert_from(NEW.payload, 'UTF8') USING DETAIL = NEW::text; END $$");
      execute(source, change);
      outputs.addResultOf(
          () -> {
            journal.append(List.of(new JournalEntry(1, Instant.EPOCH, MarkedEvent.encoded())));
            return "appended";
          });
      outputs.addResultOf(() -> journal.read(0, 10, 1_000_000));
      outputs.add(journal);
      JournalPlace place = JournalPlace.inDatabase(source, "default", "node");
      outputs.addResultOf(() -> place.view().count(EventSelection.everything()));
      outputs.addResultOf(() -> place.view().next("node", 0, EventSelection.everything()));
      outputs.requireClean(change);
    }
  }

  private static void addAll(Outputs.Provoked<DataSource> source, Outputs outputs) {
    outputs.addResultOf(
        () -> {
          DataSource made;
          try {
            made = source.run();
          } catch (IllegalArgumentException ofTheHost) { // the host's own call, not the library's
            return "refused before";
          }
          outputs.add(PostgresJournal.on(made, "node"));
          JournalPlace place = JournalPlace.inDatabase(made, "default", null);
          outputs.add(place);
          outputs.addResultOf(() -> PostgresJournal.on(made, "node").open());
          outputs.addResultOf(() -> PostgresJournal.on(made, "node").openIfFree());
          outputs.addResultOf(place::view);
          outputs.addResultOf(place::holders);
          outputs.addResultOf(() -> place.open(false));
          outputs.addResultOf(() -> place.deleteFromQuarantine(List.of()));
          return "looked at";
        });
  }

  private static DataSource source(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setConnectTimeout(2);
    return source;
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** As pools are: their names and their failures hold the URL. */
  private static final class TalkativeSource implements DataSource {

    private final Exception failure;

    TalkativeSource(Exception failure) {
      this.failure = failure;
    }

    @Override
    public Connection getConnection() throws SQLException {
      failure.addSuppressed(new IllegalStateException(Marked.TEXT));
      if (failure instanceof SQLException sql) {
        throw sql;
      }
      throw (RuntimeException) failure;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public String toString() {
      return "Pool[jdbc:postgresql://u:" + Marked.TEXT + "@host/db]";
    }

    @Override
    public PrintWriter getLogWriter() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
