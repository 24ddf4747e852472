package io.github.maestroevents.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.PostgresJournal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
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

/** A real PostgreSQL for the tests of a class, empty at the start of each of them. */
final class PostgresServer implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private EmbeddedPostgres server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    assumeTrue(system.contains("linux"), "has PostgreSQL for Linux alone, not for " + system);
    server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
  }

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

  String url() {
    return "jdbc:postgresql://127.0.0.1:"
        + server.getPort()
        + "/postgres?user=postgres&connectTimeout=5";
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  EventJournal open(String node) {
    return PostgresJournal.on(dataSource(), node).open();
  }

  EventJournal open(String node, String destination) {
    return PostgresJournal.on(dataSource(), node).destination(destination).open();
  }

  private DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url());
    return source;
  }
}
