package io.github.maestroevents.security.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** The search itself finds what it is to find. */
class OutputsTest {

  static List<String> writings() {
    return List.of(
        Marked.TEXT,
        "a" + Marked.TEXT + "b",
        base64(Marked.TEXT),
        base64("a" + Marked.TEXT),
        base64("user:" + Marked.TEXT + "!"),
        base64("{\"password\":\"" + Marked.TEXT + "\"}"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("writings")
  void markedText_isFound_howeverItIsWritten(String text) {
    assertThat(Marked.foundIn("before " + text + " after")).isNotEmpty();
  }

  @Test
  void markedText_isFound_inCausesSuppressedAndTraceLines() {
    try (Outputs outputs = new Outputs()) {
      LoggerFactory.getLogger("io.github.maestroevents.some").trace("{}", Marked.TEXT);
      assertThatThrownBy(() -> outputs.requireClean("a line")).isInstanceOf(AssertionError.class);
    }
    try (Outputs outputs = new Outputs()) {
      Exception hidden = new IllegalStateException("outer");
      hidden.addSuppressed(new IllegalStateException("inner", new Exception(Marked.TEXT)));
      outputs.add(hidden);
      assertThatThrownBy(() -> outputs.requireClean("a trace")).isInstanceOf(AssertionError.class);
    }
  }
}
