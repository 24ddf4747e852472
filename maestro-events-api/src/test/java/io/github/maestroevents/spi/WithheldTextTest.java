package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithheldTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|0 characters",
        "x|1 character",
        "host:9092|9 characters",
        "u:p@h|5 characters, with '@'",
        "a b|3 characters, with a space",
        "a%zz^|5 characters, with '%' and other signs",
        "it's|4 characters, with a quote",
        "grün|4 characters, with characters beyond ASCII",
        "`a\nb`|3 characters, with control characters"
      })
  void shape_tellsLengthAndSigns_andNothingElse(String text, String shape) {
    assertThat(WithheldText.shape(text)).isEqualTo(shape);
  }

  @Test
  void name_isTold_unlessItMayBeAUrlOrAPassword() {
    assertThat(WithheldText.name("main.data-source_2")).isEqualTo("\"main.data-source_2\"");
    for (String secret : List.of("//u:hunter2@h/d", "hunter2@h", "a hunter2", "\nhunter2", "")) {
      assertThat(WithheldText.name(secret)).startsWith("(no name: ").doesNotContain("hunter2");
    }
  }
}
