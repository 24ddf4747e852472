package io.github.maestroevents.config.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file reads as {@link Properties} reads it, and each key knows its line. */
class PropertiesTextTest {

  private static final String SIGNS = "ab= :#!\\\n\r\t\f u0041\\\n";

  @Test
  void line_isThatOnWhichTheKeyBegins() {
    List<PropertiesText.Pair> pairs =
        PropertiesText.pairs(
            """
            # a comment that ends with a backslash \\
            a = 1

            b = one, \\
                two, \\
                # three
            ! another
              c : 3
            """);

    assertThat(pairs)
        .containsExactly(
            new PropertiesText.Pair(2, "a", "1", ""),
            new PropertiesText.Pair(4, "b", "one, two, # three", ""),
            new PropertiesText.Pair(8, "c", "3", ""));
  }

  @Test
  void keyThatIsThereTwice_isGivenTwice() {
    assertThat(PropertiesText.pairs("a=1\r\na=2\rb"))
        .extracting(PropertiesText.Pair::line)
        .containsExactly(1, 2, 3);
  }

  @Test
  void unicodeThatIsNone_isTold() {
    assertThat(PropertiesText.pairs("a=\\u12\nb=\\u00\uff11\uff11\nc=\\u00e9"))
        .extracting(pair -> pair.key() + pair.value() + (pair.malformed().isEmpty() ? "" : "!"))
        .containsExactly("a!", "b!", "cé");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=b",
        "a b",
        "a:b",
        "a = b ",
        "a\\ b=c",
        "a\\=b=c",
        "a=b\\nc",
        "a=\\\\",
        "a\\",
        "=b",
        ":",
        "a",
        "a= b\\",
        "\\u0061=\\u0062",
        "  a\t=\fb",
        "a==b",
        "a: =b",
        "#a=b\na=c",
        "a=b\\\r\n  c",
        "\\#a=b",
        "a=b\\\\\nc=d",
        "a\\\n b=c",
        "a=\\\n\nb=c",
        "a=b\\x\\q"
      })
  void text_readsAsPropertiesReadIt(String text) throws Exception {
    assertThat(read(text)).isEqualTo(expected(text));
  }

  @RepeatedTest(20)
  void anyText_readsAsPropertiesReadIt(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
      }
      if (text.toString().lines().map(line -> line.strip()).anyMatch("\\"::equals)) {
        continue; // of a line that is nothing but continued, the JDK makes an empty key at times
      }
      Map<String, String> expected;
      try {
        expected = expected(text.toString());
      } catch (IllegalArgumentException malformed) {
        assertThat(PropertiesText.pairs(text.toString()))
            .anyMatch(pair -> !pair.malformed().isEmpty());
        continue;
      }
      assertThat(read(text.toString())).as(text.toString()).isEqualTo(expected);
    }
  }

  private static Map<String, String> read(String text) {
    Map<String, String> read = new LinkedHashMap<>();
    List<String> malformed = new ArrayList<>();
    for (PropertiesText.Pair pair : PropertiesText.pairs(text)) {
      read.put(pair.key(), pair.value());
      if (!pair.malformed().isEmpty()) {
        malformed.add(pair.malformed());
      }
    }
    assertThat(malformed).isEmpty();
    return read;
  }

  private static Map<String, String> expected(String text) throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> expected = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> expected.put(key, properties.getProperty(key)));
    return expected;
  }
}
