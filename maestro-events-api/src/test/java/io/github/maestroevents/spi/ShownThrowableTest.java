package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ShownThrowableTest {

  @Test
  void shown_isPrinted_asWhatItShows() {
    Throwable thrown = new IllegalStateException("out\ner", new IOException("inner"));
    thrown.addSuppressed(new IllegalArgumentException("be\u202eside"));

    assertThat(printed(ShownThrowable.of(thrown)))
        .startsWith("java.lang.IllegalStateException: out\\u000aer")
        .contains("Caused by: java.io.IOException: inner")
        .contains("Suppressed: java.lang.IllegalArgumentException: be\\u202eside")
        .doesNotContain("ShownThrowable:");
  }

  @Test
  void causesBeyondTheBound_areCounted() {
    Throwable thrown = new IOException("0");
    for (int i = 1; i <= 20; i++) {
      thrown = new IOException(Integer.toString(i), thrown);
    }

    assertThat(printed(ShownThrowable.of(thrown)))
        .contains("IOException: 12 …(+12 causes)")
        .doesNotContain("IOException: 11");
  }

  @Test
  void causesWithoutAnEnd_endSomewhere() {
    Exception outer = new IOException("a");
    outer.initCause(new IOException("b", outer));

    assertThat(printed(ShownThrowable.of(outer))).contains("(+1000 causes or more)");
  }

  @Test
  void framesAndSuppressedBeyondTheBound_areCounted() {
    Throwable thrown = new IOException("deep");
    StackTraceElement[] frames = new StackTraceElement[300];
    java.util.Arrays.fill(frames, new StackTraceElement("C", "m", "C.java", 1));
    thrown.setStackTrace(frames);
    for (int i = 0; i < 10; i++) {
      thrown.addSuppressed(new IOException());
    }

    assertThat(ShownThrowable.of(thrown))
        .hasToString("java.io.IOException: deep …(+100 frames) …(+2 suppressed)");
    assertThat(ShownThrowable.of(thrown).getStackTrace()).hasSize(200);
    assertThat(ShownThrowable.of(thrown).getSuppressed()).hasSize(8);
  }

  private static String printed(Throwable thrown) {
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed));
    return printed.toString();
  }
}
