package io.github.maestroevents.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            new OutOfMemoryError(),
            new Throwable())) {
      assertThat(LogText.of(new Hostile(thrown)))
          .isEqualTo(Hostile.class.getName() + " (its message cannot be read)");
    }
  }

  @Test
  void of_isBounded_howeverLongTheMessageIs() {
    String told = LogText.of(new IOException("x".repeat(4_000_000)));

    assertThat(told).startsWith("java.io.IOException: xxx").endsWith("…(+3999021)");
    assertThat(told.length()).isLessThan(1_020);
  }

  @Test
  void id_isCut_andSaysHowMuchWasLeftOut() {
    assertThat(LogText.id("i".repeat(256))).isEqualTo("i".repeat(256));
    assertThat(LogText.id("i".repeat(4_000_256))).isEqualTo("i".repeat(256) + "…(+4000000)");
    assertThat(LogText.id("\n".repeat(4_000_000))).hasSize(42 * 6 + 11).endsWith("…(+3999958)");
  }

  @Test
  void id_isNeverCut_insideACharacter() {
    String pairs = "a" + "\ud83d\ude00".repeat(200);

    assertThat(LogText.id(pairs)).isEqualTo("a" + "\ud83d\ude00".repeat(127) + "…(+146)");
    assertThat(LogText.quoted("x".repeat(255) + "\"\""))
        .isEqualTo('"' + "x".repeat(255) + "…(+2)\"");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 9, 10, 13, 27, 0x7f, 0x85, 0x9b, 0xad, 0x34f, 0x61c, 0x115f, 0x200b, 0x200e, 0x2028,
        0x2029, 0x202e, 0x2066, 0x2800, 0x3164, 0xd800, 0xdc00, 0xe000, 0xfe0f, 0xfeff, 0xffa0,
        0xffff, 0xe0041, 0xe0100, 0x10ffff
      })
  void whatBreaksHidesOrTurnsText_isEscaped(int codePoint) {
    String text = "a" + Character.toString(codePoint) + "b";

    for (String shown :
        List.of(
            LogText.id(text),
            LogText.oneLine(text),
            LogText.quoted(text),
            LogText.of(new Throwable(text)))) {
      assertThat(shown).doesNotContain(Character.toString(codePoint)).contains("a\\u");
    }
  }

  @Test
  void lettersOfAnyScript_stayReadable() {
    String text = "Größe 尺寸 размер حجم \ud83d\ude00";

    assertThat(LogText.oneLine(text)).isEqualTo(text);
  }

  @Test
  void jsonOnOneLine_meansTheSame() {
    assertThat(LogText.jsonOnOneLine("{\n\t\"a\u202e\":\"\u0085\"}"))
        .isEqualTo("{  \"a\\u202e\":\"\\u0085\"}");
  }

  @Test
  void plain_isNothingThatIsLong() {
    assertThat(LogText.isPlain("a".repeat(256))).isTrue();
    assertThat(LogText.isPlain("a".repeat(257))).isFalse();
  }

  @Test
  void bound_belowZero_isZero() {
    for (int none : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThat(LogText.bounded("abc", none)).isEqualTo("…(+3)");
    }
  }

  @Test
  void textThatWasCutBefore_isCountedWithWhatItLostThen() {
    String id = LogText.id("x".repeat(4_000_000));
    String message = LogText.oneLine("y".repeat(5_000));

    assertThat(LogText.id(id)).isEqualTo(id).endsWith("x…(+3999744)");
    assertThat(LogText.oneLine(message)).isEqualTo(message).endsWith("y…(+4000)");
    assertThat(LogText.bounded(id, 100)).isEqualTo("x".repeat(100) + "…(+3999900)");
    assertThat(LogText.bounded("12" + id + "345" + id, 100)).endsWith("x…(+7999905)");
    for (int bound = 257; bound < 267; bound++) { // in the midst of the cut before
      assertThat(LogText.bounded(id + " and more", bound))
          .isEqualTo("x".repeat(256) + "…(+" + (3_999_744 + 9) + ")");
    }
  }

  @Test
  void whatOnlyLooksLikeACut_isText() {
    for (String text :
        List.of("…(+)", "…(+12 frames)", "…(+1234567890123)", "…(", "(+5)", "…(+5")) {
      assertThat(LogText.bounded("x".repeat(20) + text, 10))
          .isEqualTo("x".repeat(10) + "…(+" + (10 + text.length()) + ")");
    }
    assertThat(LogText.bounded("…(+999999999999)".repeat(100_000), 0)).matches("…\\(\\+\\d{15}\\)");
  }
}
