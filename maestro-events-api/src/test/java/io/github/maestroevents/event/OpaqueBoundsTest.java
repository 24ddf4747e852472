package io.github.maestroevents.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON that Jackson reads, and that Maestro does not or that would take too much memory. */
class OpaqueBoundsTest {

  private static final String OBJECT = "{\"type\":\"T\"}";

  static Stream<Arguments> unfit() {
    return Stream.of(
        arguments("too many values", utf8(values(1_000_000))),
        arguments("too many bytes", utf8(OBJECT + " ".repeat(16 * 1024 * 1024))),
        arguments("UTF-16", OBJECT.getBytes(StandardCharsets.UTF_16BE)),
        arguments("UTF-16 from the small end", OBJECT.getBytes(StandardCharsets.UTF_16LE)),
        arguments("a mark before it", utf8("\ufeff" + OBJECT)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void json_isRefused_beforeItIsRead(String why, byte[] json) {
    assertThatThrownBy(() -> OpaqueMaestroEvent.of(json))
        .as(why)
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void json_isTaken_whereItFits() {
    assertThat(OpaqueMaestroEvent.of(utf8(OBJECT + " ".repeat(1024 * 1024)))).isNotNull();
    assertThat(OpaqueMaestroEvent.of(utf8(values(10_000)))).isNotNull();
  }

  private static String values(int count) {
    return "{\"type\":\"T\",\"a\":[0" + ",0".repeat(count) + "]}";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
