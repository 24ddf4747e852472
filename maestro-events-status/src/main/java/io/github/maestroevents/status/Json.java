package io.github.maestroevents.status;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON that is safe inside a page, too: everything but plain ASCII is escaped, and so are
 * the characters that mean something in HTML. Not thread-safe.
 */
final class Json {

  private final StringBuilder text = new StringBuilder(4_096);
  private boolean first = true;

  Json open(char bracket) {
    separate();
    text.append(bracket);
    first = true;
    return this;
  }

  Json close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  Json name(String name) {
    separate();
    quoted(name);
    text.append(':');
    first = true;
    return this;
  }

  Json value(@Nullable String value) {
    separate();
    if (value == null) {
      text.append("null");
    } else {
      quoted(value);
    }
    return this;
  }

  Json value(long value) {
    separate();
    text.append(value);
    return this;
  }

  Json value(boolean value) {
    separate();
    text.append(value);
    return this;
  }

  /** A share, with six digits. */
  Json value(double value) {
    separate();
    text.append(String.format(Locale.ROOT, "%.6f", value));
    return this;
  }

  /** What is JSON already, of this class. */
  Json raw(String json) {
    separate();
    text.append(json);
    return this;
  }

  Json field(String name, @Nullable String value) {
    return name(name).value(value);
  }

  Json field(String name, long value) {
    return name(name).value(value);
  }

  Json field(String name, boolean value) {
    return name(name).value(value);
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || "\"\\<>&'".indexOf(c) >= 0) {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
