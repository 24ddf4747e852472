package io.github.maestroevents.verification.netflix;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A real PostgreSQL with the server's queue in it. */
final class Database implements AutoCloseable {

  private final EmbeddedPostgres server;

  private Database(EmbeddedPostgres server) {
    this.server = server;
  }

  static Database start() {
    try {
      return new Database(
          EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(120)).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty database of this name; gives its address. */
  String create(String name) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name + "?user=postgres";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Enqueues events for any server, as updates; the name of each is its place in the list. */
  void enqueue(String name, List<String> events, int from, int to) {
    try (Connection connection = connection(name);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO maestro_queue (queue_id, owned_until, msg_id, payload, create_time)"
                    + " VALUES (3, 0, ?, ?, ?)")) {
      for (int i = from; i < to; i++) {
        insert.setString(1, id(i));
        insert.setString(2, events.get(i));
        insert.setLong(3, i);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static String id(int place) {
    return String.format("m%06d", place);
  }

  static int place(String id) {
    return Integer.parseInt(id.substring(1));
  }

  /** How many messages are in the queues. */
  long queued(String name) {
    return number(name, "SELECT count(*) FROM maestro_queue");
  }

  long number(String name, String sql) {
    try (Connection connection = connection(name);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connection(String name) throws SQLException {
    return server.getDatabase("postgres", name).getConnection();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
