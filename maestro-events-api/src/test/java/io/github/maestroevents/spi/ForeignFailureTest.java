package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForeignFailureTest {

  private static final String SAID = "password=hush";

  @Test
  void standIn_hasClassesAndTraces_andNoWordOfTheChain() {
    Exception failure = new IOException(SAID, new IllegalStateException(SAID));
    failure.addSuppressed(new IllegalStateException(SAID));

    String printed = printed(ForeignFailure.of(failure));

    assertThat(printed)
        .contains("java.io.IOException (", "java.lang.IllegalStateException (")
        .contains("ForeignFailureTest.java")
        .doesNotContain("hush");
    assertThat(ForeignFailure.of(failure).type()).isEqualTo("java.io.IOException");
  }

  @Test
  void classes_nameTheChain_withoutWhatOnlyWraps() {
    Exception failure = new CompletionException(SAID, new IOException(SAID, new Inner()));

    assertThat(ForeignFailure.classes(failure)).isEqualTo("IOException from Inner");
    assertThat(ForeignFailure.classes(ForeignFailure.of(failure)))
        .isEqualTo("IOException from Inner");
  }

  @Test
  void standInOfAStandIn_isItself() {
    ForeignFailure standIn = ForeignFailure.of(new Inner());

    assertThat(ForeignFailure.of(standIn)).isSameAs(standIn);
    assertThat(ForeignFailure.of(new IOException(SAID, standIn)).getCause()).isSameAs(standIn);
  }

  @Test
  void standIn_ends_whereCausesGoInACircleOrThrow() {
    Exception outer = new IOException(SAID);
    Exception inner = new IOException(SAID, outer);
    outer.initCause(inner);

    assertThat(ForeignFailure.classes(outer)).isEqualTo("IOException from IOException");
    assertThat(printed(ForeignFailure.of(outer))).doesNotContain("hush");
    assertThat(ForeignFailure.of(new Unruly()).getCause()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void standIn_isMade_whateverTheMethodsOfAnExceptionDo(Unkind.Way way) {
    Exception foreign = new IOException(SAID, new Unkind(way));

    assertThat(ForeignFailure.classes(foreign)).isEqualTo("IOException from Unkind");
    assertThat(printed(ForeignFailure.of(foreign))).contains("Unkind (").doesNotContain("hush");
    assertThat(ShownThrowable.of(foreign).getCause()).hasToString(LogText.of(new Unkind(way)));
  }

  private static String printed(Throwable thrown) {
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed));
    return printed.toString();
  }

  private static final class Inner extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Inner() {
      super(SAID);
    }
  }

  /** Whose methods throw. */
  private static final class Unruly extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException(SAID);
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException(SAID);
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException(SAID);
    }
  }
}
