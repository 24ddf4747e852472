package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.spi.WithheldText;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections of the library's own, where the host has no data source. */
public final class PostgresSource {

  private PostgresSource() {}

  /**
   * Connects to nothing.
   *
   * @throws IllegalArgumentException if the driver knows no such property; its value is withheld
   */
  public static DataSource of(PostgresUrl url, @Nullable String user, @Nullable String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(url.hosts().toArray(String[]::new));
    source.setPortNumbers(url.ports().stream().mapToInt(Integer::intValue).toArray());
    source.setDatabaseName(url.database());
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
