package io.github.maestroevents.delivery.deadletter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one JSON object on one line. Null values are left out. */
final class JsonLine {

  private final StringBuilder line = new StringBuilder(1024).append('{');

  JsonLine text(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      quote(value);
    }
    return this;
  }

  JsonLine number(String name, long value) {
    name(name);
    line.append(value);
    return this;
  }

  /** An object of texts. */
  JsonLine texts(String name, Map<String, String> values) {
    name(name);
    line.append('{');
    values.forEach(this::text);
    line.append('}');
    return this;
  }

  /** Ready-made JSON; its line breaks, which JSON has outside of strings only, become spaces. */
  JsonLine json(String name, @Nullable String json) {
    if (json != null) {
      name(name);
      line.append(json.replace('\n', ' ').replace('\r', ' '));
    }
    return this;
  }

  String end() {
    return line.append("}\n").toString();
  }

  private void name(String name) {
    if (line.charAt(line.length() - 1) != '{') {
      line.append(',');
    }
    quote(name);
    line.append(':');
  }

  private void quote(String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c < 0x20) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }
}
