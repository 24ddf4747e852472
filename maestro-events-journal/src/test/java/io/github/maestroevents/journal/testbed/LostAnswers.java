package io.github.maestroevents.journal.testbed;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A data source whose connections commit and then, when told so, are lost before the answer comes:
 * nobody on this side knows that the commit happened.
 */
public final class LostAnswers {

  private final DataSource database;
  private int toLose;
  private Connection latest;

  public LostAnswers(DataSource database) {
    this.database = database;
  }

  /** Loses the answer to the next commit that follows, once. */
  public void loseNextCommit() {
    loseNextCommits(1);
  }

  /** Loses the answers to the next commits, each with its connection. */
  public void loseNextCommits(int commits) {
    toLose = commits;
  }

  /** The real connection that was given out last. */
  public Connection latest() {
    return latest;
  }

  public DataSource dataSource() {
    return proxy(
        DataSource.class,
        database,
        (name, result) -> {
          if (!name.equals("getConnection")) {
            return result;
          }
          latest = (Connection) result;
          return connection(latest);
        });
  }

  private Connection connection(Connection real) {
    return proxy(
        Connection.class,
        real,
        (name, result) -> {
          if (name.equals("commit") && toLose > 0) {
            toLose--;
            real.close();
            throw new SQLException("lost on purpose", "08006");
          }
          return result;
        });
  }

  private static <T> T proxy(Class<T> type, T real, Afterwards afterwards) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return afterwards.run(method.getName(), method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** What happens after a method has returned. */
  @FunctionalInterface
  private interface Afterwards {
    Object run(String method, Object result) throws SQLException;
  }
}
