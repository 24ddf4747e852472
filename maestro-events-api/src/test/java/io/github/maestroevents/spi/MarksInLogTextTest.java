package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarksInLogTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"e\u0301t\u00e9", "\u0928\u0940\u0932\u0947", "\u0e01\u0e34\u0e49"})
  void letterWithItsMarks_staysReadable(String text) {
    assertThat(LogText.id(text)).isEqualTo(text);
    assertThat(LogText.jsonOnOneLine('"' + text + '"')).isEqualTo('"' + text + '"');
  }

  @Test
  void towerOfMarks_doesNotReachOverTheLinesAround() {
    String tower = "a" + "\u0300".repeat(20) + "b";
    String shown = "a" + "\u0300".repeat(8) + "\\u0300".repeat(12) + "b";

    assertThat(LogText.id(tower)).isEqualTo(shown);
    assertThat(LogText.jsonOnOneLine('"' + tower + '"')).isEqualTo('"' + shown + '"');
  }

  /** U+0338 makes an equals sign one that reads "differs". */
  @ParameterizedTest
  @ValueSource(chars = {'\u0338', '\u20dd'})
  void markAtTheBeginning_doesNotChangeTheSignBefore(char mark) {
    assertThat(LogText.id(mark + "x")).isEqualTo(String.format("\\u%04xx", (int) mark));
  }
}
