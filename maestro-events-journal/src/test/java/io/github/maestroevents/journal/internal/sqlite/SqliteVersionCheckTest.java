package io.github.maestroevents.journal.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SqliteVersionCheckTest {

  private final Logger log = (Logger) LoggerFactory.getLogger(SqliteVersionCheck.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    log.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(logged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.7.0", "3.49.1", "3.50.3", "3.51.3", "3.53.1", "2.8.17"})
  void olderSqlite_isAffected(String version) {
    assertThat(SqliteVersionCheck.isAffected(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.53.2", "3.53.10", "3.54.0", "3.100.0", "4.0.0", "unknown", "3", ""})
  void otherSqlite_isNotAffected(String version) {
    assertThat(SqliteVersionCheck.isAffected(version)).isFalse();
  }

  @Test
  void warning_isLoggedOnceAndNamesTheVersionToUse() {
    SqliteVersionCheck check = new SqliteVersionCheck();

    check.warn("3.49.1");
    check.warn("3.49.1");

    assertThat(logged.list).hasSize(1);
    assertThat(logged.list.get(0).getFormattedMessage())
        .contains("SQLite 3.49.1", "sqlite-jdbc:3.53.2.0");
  }

  @Test
  void ourOwnSqlite_isNotWarnedOf() throws Exception {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      SqliteVersionCheck.warnOnce(memory);
    }

    assertThat(logged.list).isEmpty();
  }

  @Test
  void connectionThatCannotTell_isNotWarnedOf() {
    Connection failing =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, args) -> {
                  throw new SQLException("closed");
                });

    SqliteVersionCheck.warnOnce(failing);

    assertThat(logged.list).isEmpty();
  }
}
