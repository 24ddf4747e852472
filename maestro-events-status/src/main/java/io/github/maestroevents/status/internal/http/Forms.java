package io.github.maestroevents.status.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what browsers send: forms and cookies. */
public final class Forms {

  private Forms() {}

  /** Fields by name; what cannot be read is left out. */
  public static Map<String, String> fields(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String field : form.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        put(field.substring(0, equals), field.substring(equals + 1), fields);
      }
    }
    return fields;
  }

  private static void put(String name, String value, Map<String, String> fields) {
    try {
      fields.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
    } catch (IllegalArgumentException e) {
      return; // no browser writes such a field
    }
  }

  /** The value of a cookie; null if it was not sent. */
  public static @Nullable String cookie(@Nullable String cookies, String name) {
    if (cookies != null) {
      for (String cookie : cookies.split(";", -1)) {
        String trimmed = cookie.trim();
        if (trimmed.startsWith(name + "=")) {
          return trimmed.substring(name.length() + 1);
        }
      }
    }
    return null;
  }
}
