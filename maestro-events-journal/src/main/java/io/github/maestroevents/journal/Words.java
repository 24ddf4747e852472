package io.github.maestroevents.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The constants of an enum as a configuration writes them: {@code set-aside}. */
final class Words {

  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> of(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Words::of).toList();
  }

  /** The constant of a word, which is that of one of them. */
  static <E extends Enum<E>> E constant(E[] constants, String word) {
    return Arrays.stream(constants).filter(one -> of(one).equals(word)).findFirst().orElseThrow();
  }
}
