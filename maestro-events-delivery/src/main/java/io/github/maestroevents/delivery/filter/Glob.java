package io.github.maestroevents.delivery.filter;

import static java.util.Objects.requireNonNull;

/**
 * A pattern with {@code *} and {@code ?}, matched in linear space and without backtracking traps.
 */
public final class Glob {

  private final String pattern;

  public Glob(String pattern) {
    this.pattern = requireNonNull(pattern, "glob");
  }

  /** Follows the last star only, which suffices: an earlier one never has to take more. */
  public boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
