package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTextTest {

  /** What a host or a client throws, and what asking it for its text throws. */
  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Throwable thrownByMessage;

    Hostile(Throwable thrownByMessage) {
      this.thrownByMessage = thrownByMessage;
    }

    @Override
    public String getMessage() {
      Sneaky.raise(thrownByMessage);
      return "";
    }
  }

  @SuppressWarnings({"OverrideThrowableToString", "ToStringReturnsNull"}) // as a host may write it
  private static final class Nameless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return null;
    }
  }

  @Test
  void of_isClassAndMessage_onOneLine() {
    assertThat(LogText.of(new IOException("down\nup\u202e")))
        .isEqualTo("java.io.IOException: down\\u000aup\\u202e");
    assertThat(LogText.of(new Nameless())).isEqualTo("null");
  }

  @Test
  void of_namesTheClass_whateverItsMessageThrows() {
    for (Throwable thrown :
        List.of(
            new IllegalStateException(),
            new IOException(),
            new AssertionError(),
            new NoClassDefFoundError(),
            new StackOverflowError(),
            new Throwable())) {
      assertThat(LogText.of(new Hostile(thrown)))
          .isEqualTo(Hostile.class.getName() + " (its message cannot be read)");
    }
  }

  @Test
  void of_letsThrough_whatTheMachineThrows() {
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> LogText.of(new Hostile(new OutOfMemoryError())));
  }
}
