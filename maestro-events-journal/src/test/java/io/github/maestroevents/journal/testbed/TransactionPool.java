package io.github.maestroevents.journal.testbed;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;

/**
 * A pool between a client and its database, as PgBouncer is in transaction mode: the client keeps
 * its connection, and each of its transactions runs in another session of the server. Closed
 * connections go back to it.
 */
public final class TransactionPool implements AutoCloseable {

  private final Deque<Connection> sessions = new ArrayDeque<>();

  /** With so many sessions, which take turns. */
  public TransactionPool(DataSource database, int size) throws SQLException {
    for (int i = 0; i < size; i++) {
      sessions.add(database.getConnection());
    }
  }

  public DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            TransactionPool.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, args) -> client());
  }

  private Connection client() {
    return (Connection)
        Proxy.newProxyInstance(
            TransactionPool.class.getClassLoader(), new Class<?>[] {Connection.class}, this::call);
  }

  private Object call(Object proxy, Method method, Object[] args) throws Throwable {
    if (method.getName().equals("close")) {
      return null;
    }
    Connection session = sessions.getFirst();
    session.setAutoCommit(false);
    try {
      return method.invoke(session, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      if (method.getName().equals("commit") || method.getName().equals("rollback")) {
        sessions.addLast(sessions.removeFirst());
      }
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection session : sessions) {
      session.close();
    }
  }
}
