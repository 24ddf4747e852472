package io.github.maestroevents.verification.netflix;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The queue in the database. What fails is a {@code RuntimeException}, as in the server. */
final class QueueTable {

  private static final long OWNERSHIP_MILLIS = 30_000;

  private final DataSource database;

  QueueTable(DataSource database) {
    this.database = database;
  }

  /** Takes messages that nobody owns, the oldest first. */
  List<Message> dequeue(int queue, int limit) {
    long now = System.currentTimeMillis();
    return call(
        """
        UPDATE maestro_queue SET owned_until = ? WHERE msg_id IN (
          SELECT msg_id FROM maestro_queue WHERE queue_id = ? AND owned_until <= ?
          ORDER BY create_time, msg_id LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING msg_id, payload, create_time
        """,
        statement -> {
          statement.setLong(1, now + OWNERSHIP_MILLIS);
          statement.setInt(2, queue);
          statement.setLong(3, now);
          statement.setInt(4, limit);
          List<Message> messages = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              messages.add(
                  new Message(queue, rows.getString(1), rows.getString(2), now + OWNERSHIP_MILLIS));
            }
          }
          return messages;
        });
  }

  /** Only if it is still owned by this call: what another has taken over stays. */
  void remove(Message message) {
    call(
        "DELETE FROM maestro_queue WHERE msg_id = ? AND owned_until = ?",
        statement -> {
          statement.setString(1, message.id());
          statement.setLong(2, message.ownedUntil());
          return statement.executeUpdate();
        });
  }

  /** Into another queue, where anybody may take it at once. */
  void replace(Message message, int queue) {
    call(
        "UPDATE maestro_queue SET queue_id = ?, owned_until = ? WHERE msg_id = ?",
        statement -> {
          statement.setInt(1, queue);
          statement.setLong(2, System.currentTimeMillis());
          statement.setString(3, message.id());
          return statement.executeUpdate();
        });
  }

  /** Null if another has taken it over. */
  @Nullable Message extend(Message message) {
    long until = System.currentTimeMillis() + OWNERSHIP_MILLIS;
    int changed =
        call(
            "UPDATE maestro_queue SET owned_until = ? WHERE msg_id = ? AND owned_until = ?",
            statement -> {
              statement.setLong(1, until);
              statement.setString(2, message.id());
              statement.setLong(3, message.ownedUntil());
              return statement.executeUpdate();
            });
    return changed == 0
        ? null
        : new Message(message.queue(), message.id(), message.payload(), until);
  }

  private <T> T call(String sql, Work<T> work) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      T result = work.with(statement);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException("The queue failed", e);
    }
  }

  /** What is done with a statement. */
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }
}
