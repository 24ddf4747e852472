package io.github.maestroevents.verification.netflix;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often each line of the library, or of its client, stands in a log; figures do not count. */
final class Noise {

  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^[0-9:.]+ (WARN|ERROR)"
              + " ((?:io\\.github\\.maestroevents\\.(?!verification)|org\\.apache\\.kafka)\\S*) -"
              + " (.*)$");

  private Noise() {}

  static Map<String, Integer> of(String log) {
    Map<String, Integer> counts = new TreeMap<>();
    Matcher lines = LINE.matcher(log);
    while (lines.find()) {
      counts.merge(
          lines.group(2) + " - " + lines.group(3).replaceAll("\\d+", "#"), 1, Integer::sum);
    }
    return counts;
  }
}
