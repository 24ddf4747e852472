package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.spi.WithheldText;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections of the library's own, where the host has no data source. */
public final class PostgresSource {

  /** Seconds until a database that takes a connection and says nothing is given up. */
  private static final int LOGIN_TIMEOUT = 10;

  private PostgresSource() {}

  /**
   * Connects to nothing. Where the URL does not say otherwise, a connection that is not made within
   * 10 s fails ({@code loginTimeout}, which the driver has none of), and a dead peer is noticed
   * ({@code tcpKeepAlive}).
   *
   * @throws IllegalArgumentException if the driver knows no such property; its value is withheld
   */
  public static DataSource of(PostgresUrl url, @Nullable String user, @Nullable String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(url.hosts().toArray(String[]::new));
    source.setPortNumbers(url.ports().stream().mapToInt(Integer::intValue).toArray());
    source.setDatabaseName(url.database());
    source.setLoginTimeout(LOGIN_TIMEOUT);
    source.setTcpKeepAlive(true);
    for (Map.Entry<String, String> property : url.properties().entrySet()) {
      try {
        source.setProperty(property.getKey(), property.getValue());
      } catch (SQLException | RuntimeException e) { // of the driver, whose words hold the value
        throw new IllegalArgumentException(
            "has a property that PostgreSQL's driver refuses: its name has "
                + WithheldText.shape(property.getKey())
                + ", its value "
                + WithheldText.shape(property.getValue()));
      }
    }
    if (user != null) {
      source.setUser(user);
    }
    if (password != null) {
      source.setPassword(password);
    }
    return source;
  }
}
