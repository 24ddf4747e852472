package io.github.maestroevents.journal.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A pool of which journals keep every connection has none left for the host. */
class PoolRoomTest {

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(PoolRoom.class);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @Test
  void host_isWarned_whenJournalsKeepEveryConnectionOfItsPool() {
    DataSource pool = new Pool();
    PoolRoom.take(pool);
    assertThat(lines.list).isEmpty();

    PoolRoom.take(pool);

    assertThat(lines.list)
        .singleElement()
        .asString()
        .contains("at most 2 connection(s)", "journals keep 2");
  }

  @Test
  void host_isNotWarned_ofJournalsThatHaveBeenClosed_norOfThoseInAnotherPool() {
    DataSource pool = new Pool();
    PoolRoom.take(pool);
    PoolRoom.giveBack(pool);
    PoolRoom.take(pool);
    PoolRoom.take(new Pool());

    assertThat(lines.list).isEmpty();
  }

  @Test
  void pool_isFoundBehindTheProxiesOfSpring() {
    DataSource proxy = new Proxy(new Proxy(new Pool()));
    PoolRoom.take(proxy);
    PoolRoom.take(proxy);

    assertThat(lines.list).hasSize(1);
  }

  @Test
  void dataSourceThatIsNoPool_orTellsNothing_isTakenAsItIs() {
    PoolRoom.take(new Source());
    PoolRoom.take(new Mute());
    PoolRoom.giveBack(new Mute());
    Proxy circle = new Proxy(null);
    circle.target = circle;
    PoolRoom.take(circle);

    assertThat(lines.list).isEmpty();
  }

  /** As HikariCP calls it. */
  public static final class Pool extends Source {
    public int getMaximumPoolSize() {
      return 2;
    }
  }

  /** As Spring's DelegatingDataSource. */
  public static final class Proxy extends Source {
    private DataSource target;

    Proxy(DataSource target) {
      this.target = target;
    }

    public DataSource getTargetDataSource() {
      return target;
    }
  }

  /** A proxy of somebody's that answers nothing. */
  public static final class Mute extends Source {
    public int getMaximumPoolSize() {
      throw new IllegalStateException("closed");
    }

    @Override
    public int hashCode() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean equals(Object other) {
      throw new UnsupportedOperationException();
    }
  }

  /** Not a pool. */
  public static class Source implements DataSource {
    @Override
    public Connection getConnection() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Connection getConnection(String user, String password) {
      throw new UnsupportedOperationException();
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
    public java.util.logging.Logger getParentLogger() {
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
