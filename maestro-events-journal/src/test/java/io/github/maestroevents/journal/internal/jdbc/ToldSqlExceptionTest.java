package io.github.maestroevents.journal.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** What is said of a connection that did not come about. */
class ToldSqlExceptionTest {

  private static final String SAID = "hush";

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(PSQLState.CONNECTION_REJECTED, null, "sslmode"),
        arguments(PSQLState.CONNECTION_REJECTED, null, "pg_hba.conf"),
        arguments(PSQLState.CONNECTION_UNABLE_TO_CONNECT, null, "a property of the URL is wrong"),
        arguments(
            PSQLState.CONNECTION_UNABLE_TO_CONNECT,
            new UnknownHostException(SAID),
            "the host name cannot be resolved"),
        arguments(PSQLState.CONNECTION_FAILURE, new SSLHandshakeException(SAID), "TLS failed; see"),
        arguments(
            PSQLState.CONNECTION_UNABLE_TO_CONNECT,
            new ConnectException(SAID),
            "no connection to the database (PSQLException from ConnectException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failure_saysWhatToMend_andNothingOfTheDrivers(
      PSQLState state, @Nullable Throwable cause, String said) {
    ToldSqlException told = ToldSqlException.of(new PSQLException(SAID, state, cause));

    assertThat((Throwable) told).hasMessageContaining(said).hasMessageNotContaining(SAID);
    assertThat(told.getSQLState()).isEqualTo(state.getState());
  }
}
