package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A journal in a database of the host's, through a bean of the host's. */
@ExtendWith(OutputCaptureExtension.class)
class HostsDataSourceTest {

  private static EmbeddedPostgres server;

  @BeforeAll
  static void startServer() throws Exception {
    server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Test
  void journal_isInTheDataSourceOfThatName_whichOutlivesThePublisher() {
    List<String> log = new CopyOnWriteArrayList<>();
    Contexts.withAudit()
        .withPropertyValues(
            "maestro.events.destinations.audit.acceptance=journaled",
            "maestro.events.destinations.audit.journal=datasource:eventsDataSource")
        .withBean("eventsDataSource", Database.class, () -> new Database("events", log))
        .withBean(
            MaestroEventsCustomizer.class,
            () ->
                (destination, builder) ->
                    builder.deadLetterHandler(new LoggedEnd(() -> log.add("publisher ends"))))
        .withBean("otherDataSource", Database.class, () -> new Database("other", log))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              var publisher = context.getBean(ConfiguredPublisher.class);
              publisher.send(Contexts.event("1"));

              assertThat(publisher.flush(Duration.ofSeconds(60))).isEqualTo(FlushResult.DELIVERED);
              assertThat(log).contains("events connects").doesNotContain("other connects");
              context.close();

              assertThat(log).containsSubsequence("publisher ends", "events ends");
              assertThat(publisher.stats().journaled()).isZero();
            });
  }

  /** Else the host's own queries wait in vain, and nothing says why. */
  @Test
  void start_warns_whenJournalsKeepEveryConnectionOfThePool(CapturedOutput output) {
    Contexts.withAudit()
        .withPropertyValues(
            "maestro.events.journal=datasource", "maestro.events.destinations.alerts.type=kept")
        .withBean("pool", PoolOfTwo.class, () -> new PoolOfTwo(new CopyOnWriteArrayList<>()))
        .run(context -> assertThat(context).hasNotFailed());

    assertThat(output).contains("at most 2 connection(s), and journals keep 2");
  }

  @Test
  void start_failsAndNamesTheDataSource_whenThereIsNoneOfThatName() {
    Contexts.withAudit()
        .withPropertyValues("maestro.events.destinations.audit.journal=datasource:no-such")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("maestro.events.destinations.audit.journal")
                    .hasMessageContaining("no-such"));
  }

  /** Says when the publisher has ended. */
  record LoggedEnd(Runnable whenClosed) implements DeadLetterHandler {
    @Override
    public void handle(DeadLetter letter) {}

    @Override
    public void close() {
      whenClosed.run();
    }
  }

  /** It tells its size as HikariCP does. */
  public static final class PoolOfTwo extends Database {

    PoolOfTwo(List<String> log) {
      super("pool", log);
    }

    public int getMaximumPoolSize() {
      return 2;
    }
  }

  /** The server's database, and what is asked of it. */
  static class Database implements DataSource, AutoCloseable {

    private final String name;
    private final List<String> log;

    Database(String name, List<String> log) {
      this.name = name;
      this.log = log;
    }

    @Override
    public Connection getConnection() throws java.sql.SQLException {
      log.add(name + " connects");
      return server.getPostgresDatabase().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      log.add(name + " ends");
    }

    @Override
    public PrintWriter getLogWriter() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Logger getParentLogger() {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
