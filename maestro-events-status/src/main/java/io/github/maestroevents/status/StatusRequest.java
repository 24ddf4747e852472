package io.github.maestroevents.status;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.LogText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a part of the page, of whichever server.
 *
 * @param method {@code GET} or {@code POST}
 * @param path what follows the address of the page: {@code ""} for the page itself, else a name
 *     without a slash at its beginning
 * @param parameters those of a form, by name; empty if there are none
 * @param headers by name; a name of any case is found
 */
public record StatusRequest(
    String method, String path, Map<String, String> parameters, Map<String, String> headers) {

  public StatusRequest {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    parameters = Map.copyOf(parameters);
    headers = lowerCase(headers);
  }

  /** The value of a header by its name; null if it was not sent. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> copy = new LinkedHashMap<>();
    headers.forEach((name, value) -> copy.put(name.toLowerCase(Locale.ROOT), value));
    return Map.copyOf(copy);
  }

  /** Method and path, on one line of bounded length: headers and parameters may be secret. */
  @Override
  public String toString() {
    return "StatusRequest[" + LogText.id(method) + " /" + LogText.id(path) + "]";
  }
}
