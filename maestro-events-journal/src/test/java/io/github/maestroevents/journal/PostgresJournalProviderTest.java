package io.github.maestroevents.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.journal.testbed.Entries;
import io.github.maestroevents.journal.testbed.PostgresServer;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.testkit.WrittenSettings;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresJournalProviderTest {

  private static final String URL = "jdbc:postgresql://db.example:6432/events";

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  private final JournalProvider provider = new PostgresJournalProvider();
  private final WrittenSettings nothing = WrittenSettings.of(provider.settings());

  @Test
  void journal_isOpenedByItsUrl_withUserAndPasswordBesideIt() {
    WrittenSettings settings =
        nothing
            .with("postgresql.user", "postgres")
            .with("postgresql.password", "hunter2")
            .with("postgresql.node", "node-1");
    String url = "jdbc:postgresql://localhost:" + SERVER.port() + "/postgres?connectTimeout=5";

    try (EventJournal journal = provider.open(url, settings)) {
      journal.append(Entries.range(1, 2));
    }
    try (EventJournal journal = provider.open(url, settings)) {
      assertThat(journal.stats().events()).as("kept under the same name").isEqualTo(2);
    }
    try (EventJournal journal = provider.open(url, settings.of("other"))) {
      assertThat(journal.stats().events()).as("of another destination").isZero();
    }
  }

  @Test
  void journal_isOpenedOnADataSourceOfTheHosts_byItsNameOrAsTheOnlyOne() {
    WrittenSettings settings = nothing.withHostObject("main", SERVER.dataSource());

    for (String place : List.of("datasource", "datasource:main")) {
      try (EventJournal journal = provider.open(place, settings)) {
        assertThat(journal.stats().events()).isZero();
      }
    }
    assertThatThrownBy(() -> provider.check("datasource:others", settings))
        .hasMessage("the host has given no DataSource of the name \"others\"");
    assertThatThrownBy(() -> provider.check("datasource://u:hunter2@h/d", settings))
        .hasMessageContaining("(no name: ")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> provider.check("datasource", nothing))
        .hasMessage("the host has given no DataSource");
  }

  @Test
  void databaseThatSaysNothing_isGivenUp_alsoIfTheUrlDoesNotSayWhen() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/events";

      assertThatThrownBy(() -> provider.open(url, nothing)).isInstanceOf(JournalException.class);
    }
  }

  @Test
  void everySetting_reachesTheBuilder() {
    assertThat(provider.settings())
        .extracting(Setting::name)
        .containsExactly(
            "postgresql.user", // and the password: to the driver, see below
            "postgresql.password",
            "postgresql.schema",
            "postgresql.trusted-owner",
            "postgresql.lease-time",
            "postgresql.max-bytes",
            "postgresql.node");

    assertThat(
            PostgresJournalProvider.journal(
                    URL,
                    nothing
                        .of("audit")
                        .with("postgresql.schema", "events")
                        .with("postgresql.trusted-owner", "flyway")
                        .with("postgresql.lease-time", "45s")
                        .with("postgresql.max-bytes", "1MiB")
                        .with("postgresql.node", "node-1"))
                .toString())
        .isEqualTo(
            "PostgresJournal[node=node-1, destination=audit, schema=events, trustedOwner=flyway,"
                + " leaseTime=PT45S, maxBytes=1048576]");
  }

  @Test
  void url_reachesTheDriver_withUserAndPassword() {
    PGSimpleDataSource source =
        database(
            "jdbc:postgresql://one,[::1]:6432/my%40events?sslmode=require&ApplicationName=a%20b",
            nothing.with("postgresql.user", "me").with("postgresql.password", "hunter2"));

    assertThat(source.getServerNames()).containsExactly("one", "[::1]");
    assertThat(source.getPortNumbers()).containsExactly(0, 6432);
    assertThat(source.getDatabaseName()).isEqualTo("my@events");
    assertThat(source.getSslMode()).isEqualTo("require");
    assertThat(source.getApplicationName()).isEqualTo("a b");
    assertThat(source.getUser()).isEqualTo("me");
    assertThat(source.getPassword()).isEqualTo("hunter2");
    assertThat(source.getURL()).doesNotContain("hunter2");
  }

  @Test
  void node_isTheHostsNameAndARandomPart_unlessWritten() {
    String first = NodeName.of("pod-7");

    assertThat(first).matches("pod-7-[0-9a-f]{8}").isNotEqualTo(NodeName.of("pod-7"));
    assertThat(NodeName.of("h".repeat(300))).hasSizeLessThan(200);
    assertThat(NodeName.of(null)).matches(".+-[0-9a-f]{8}");
    assertThat(PostgresJournalProvider.journal(URL, nothing).toString())
        .matches("PostgresJournal\\[node=.+-[0-9a-f]{8}, .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://h/hunter2",
        "postgresql://u:hunter2@h/d",
        "postgres:hunter2",
        "jdbc:postgresql:hunter2",
        "jdbc:postgresql://u:hunter2@h/d",
        "jdbc:postgresql://h",
        "jdbc:postgresql://h/",
        "jdbc:postgresql:///hunter2",
        "jdbc:postgresql://h:port/hunter2",
        "jdbc:postgresql://h:70000/hunter2",
        "jdbc:postgresql://h ost/hunter2",
        "jdbc:postgresql://h/d/hunter2",
        "jdbc:postgresql://h/%hunter2",
        "jdbc:postgresql://h/d?user=me",
        "jdbc:postgresql://h/d?password=hunter2",
        "jdbc:postgresql://h/d?PassWord=hunter2",
        "jdbc:postgresql://h/d?pass%77ord=hunter2",
        "jdbc:postgresql://h/d?passwort=hunter2",
        "jdbc:postgresql://h/d?hunter2",
        "jdbc:postgresql://h/d?x=%hunter2"
      })
  void url_isRefused_andNeitherToldNorLogged(String url) {
    StringWriter logged = new StringWriter();
    Logger drivers = Logger.getLogger("org.postgresql");
    Handler handler = handler(logged);
    drivers.addHandler(handler);
    try {
      assertThat(provider.takes(url)).isTrue();
      assertThatThrownBy(() -> provider.check(url, nothing))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("(must|has a property) .*")
          .hasMessageNotContaining("hunter2")
          .hasNoCause();
      assertThatThrownBy(() -> provider.open(url, nothing))
          .hasMessageNotContaining("hunter2")
          .hasNoCause();
    } finally {
      drivers.removeHandler(handler);
    }
    assertThat(logged.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql.schema, pg_hunter2, postgresql.schema must be 1 to 63 characters",
    "postgresql.trusted-owner, ' ', postgresql.trusted-owner must be 1 to 63 characters",
    "postgresql.node, ' ', postgresql.node must be 1 to 200 characters",
    "postgresql.password, hunter2, postgresql.user is missing beside postgresql.password"
  })
  void mistake_namesItsSetting_withoutItsValue(String name, String value, String words) {
    assertThatThrownBy(() -> provider.check(URL, nothing.with(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void mistakes_areAllToldAtOnce() {
    WrittenSettings settings =
        nothing
            .with("postgresql.user", "me")
            .with("postgresql.password", "hunter2")
            .with("postgresql.schema", " ");

    assertThatThrownBy(() -> provider.check("datasource", settings))
        .hasMessageContainingAll(
            "the host has given no DataSource",
            "postgresql.user has no effect",
            "postgresql.password has no effect",
            "postgresql.schema must be");
  }

  @Test
  void failureToConnect_tellsNeitherUserNorPassword() {
    WrittenSettings settings =
        nothing.with("postgresql.user", "whoever").with("postgresql.password", "hunter2");

    assertThatThrownBy(() -> provider.open("jdbc:postgresql://localhost:1/hidden", settings))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("no connection to the database")
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("hidden");
  }

  private static PGSimpleDataSource database(String url, WrittenSettings settings) {
    return (PGSimpleDataSource) PostgresJournalProvider.database(url, settings);
  }

  private static Handler handler(StringWriter logged) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.write(record.getMessage() + List.of(record.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }
}
