package io.github.maestroevents.journal.testbed;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A pool with a single connection: who wants a second one does not get it. */
public final class PoolOfOne {

  private final DataSource database;
  private Connection taken;

  public PoolOfOne(DataSource database) {
    this.database = database;
  }

  public DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            PoolOfOne.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, args) -> take());
  }

  private Connection take() throws SQLException {
    if (taken != null && !taken.isClosed()) {
      throw new SQLException("The only connection of the pool is in use");
    }
    taken = database.getConnection();
    return taken;
  }
}
