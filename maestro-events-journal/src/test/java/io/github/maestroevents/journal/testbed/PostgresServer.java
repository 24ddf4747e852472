package io.github.maestroevents.journal.testbed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.PostgresJournal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for the tests of a class, empty at the start of each of them. It can be
 * restarted with its data, on the same port.
 */
public final class PostgresServer
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private Path data;
  private EmbeddedPostgres server;
  private int port;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    assumeTrue(system.contains("linux"), "has PostgreSQL for Linux alone, not for " + system);
    data = Files.createTempDirectory("postgres-");
    server = builder(data).start();
    port = server.getPort();
  }

  private static EmbeddedPostgres.Builder builder(Path data) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofSeconds(60));
  }

  public void stop() throws IOException {
    server.close();
  }

  public void startAgain() throws IOException {
    server = builder(data).setPort(port).start();
  }

  public int port() {
    return port;
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&connectTimeout=5";
  }

  public DataSource dataSource() {
    return dataSource(url());
  }

  public static DataSource dataSource(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    return source;
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public long number(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** As if nobody had used it yet. */
  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (server != null) {
      server.close();
    }
  }

  // The journals on it.

  public EventJournal open(String node) {
    return PostgresJournal.on(dataSource(), node).open();
  }

  /** From now on table {@code seen} tells under which setting each row of an event is committed. */
  public void noteCommitsOfAppends() throws SQLException {
    execute(
        "CREATE TABLE seen (setting text);"
            + "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL;"
            + " END $$; CREATE TRIGGER note AFTER INSERT ON maestro_journal_event"
            + " FOR EACH STATEMENT EXECUTE FUNCTION note()");
  }

  /** As if the host had been silent for too long. */
  public void expire(String node) throws SQLException {
    execute(
        "UPDATE maestro_journal_lease SET expires_at = now() - interval '1 s' WHERE node = '"
            + node
            + "'");
  }
}
