package io.github.maestroevents.status;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to answer to a {@link StatusRequest}.
 *
 * @param status as in HTTP
 * @param headers to send, those against sniffing, framing and caching among them
 * @param body to send; in UTF-8
 */
public record StatusAnswer(int status, Map<String, String> headers, String body) {

  private static final Map<String, String> COMMON =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          // Not no-referrer: browsers would then send a form's Origin as null.
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  public StatusAnswer {
    headers = Map.copyOf(headers);
    requireNonNull(body, "body");
  }

  static StatusAnswer json(String json) {
    return of(200, "application/json", json, Map.of());
  }

  static StatusAnswer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text, Map.of());
  }

  static StatusAnswer of(int status, String type, String body, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(COMMON);
    headers.put("Content-Type", type);
    headers.putAll(more);
    return new StatusAnswer(status, headers, body);
  }

  /** Status and size: the body may be secret. */
  @Override
  public String toString() {
    return "StatusAnswer[" + status + ", " + body.length() + " characters]";
  }
}
