package io.github.maestroevents.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request as it came. */
record Received(Map<String, String> headers, byte[] body) {

  Received(Map<String, List<String>> all, byte[] body, boolean unused) {
    this(
        all.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    entry -> String.join("|", entry.getValue()),
                    (a, b) -> a,
                    TreeMap::new)),
        body);
  }

  String header(String name) {
    return headers.get(name);
  }
}
