package io.github.maestroevents.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.inspect.JournalPlace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A data source of the host's that fails in ways of its own, and says its password meanwhile. */
class ForeignSourceTest {

  private static final String HIDDEN = "hush1234";

  @ParameterizedTest
  @EnumSource
  void failure_isAJournals_withoutTheWordsOfTheSource(Trouble trouble) {
    DataSource source = source(trouble);
    JournalPlace place = JournalPlace.inDatabase(source, "default", null);
    List<ThrowingCallable> uses =
        List.of(
            place::view,
            place::holders,
            () -> place.open(false),
            () -> place.deleteFromQuarantine(List.of()),
            () -> PostgresJournal.on(source, "node").open());

    assertThat(uses)
        .allSatisfy(
            use -> {
              Throwable failure = catchThrowable(use);
              assertThat(failure).isInstanceOf(JournalException.class);
              StringWriter printed = new StringWriter();
              failure.printStackTrace(new PrintWriter(printed, true));
              assertThat(printed.toString()).doesNotContain(HIDDEN);
            });
  }

  private static DataSource source(Trouble trouble) {
    return (DataSource)
        Proxy.newProxyInstance(
            ForeignSourceTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) ->
                switch (trouble) {
                  case NO_CONNECTION -> null;
                  case ERROR -> throw new NoClassDefFoundError(HIDDEN);
                  case UNCHECKED -> throw new IllegalStateException(HIDDEN);
                  case UNUSABLE -> connection();
                });
  }

  /** Neither works nor closes. */
  private static Connection connection() {
    return (Connection)
        Proxy.newProxyInstance(
            ForeignSourceTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                throw new IllegalStateException("close " + HIDDEN);
              }
              throw new SQLException(method.getName() + " " + HIDDEN, "08006");
            });
  }

  /** What the source does. */
  enum Trouble {
    NO_CONNECTION,
    ERROR,
    UNCHECKED,
    UNUSABLE
  }
}
