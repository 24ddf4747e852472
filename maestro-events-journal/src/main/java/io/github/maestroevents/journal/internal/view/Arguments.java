package io.github.maestroevents.journal.internal.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command: {@code --name value}, or {@code --name} for a flag. */
public final class Arguments {

  private final Map<String, List<String>> values;

  private Arguments(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads what follows the command's name.
   *
   * @param withValue the options that take a value
   * @param flags those that take none
   */
  public static Arguments parse(List<String> words, Set<String> withValue, Set<String> flags) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String name = word.startsWith("--") ? word.substring(2) : "";
      List<String> given = values.computeIfAbsent(name, any -> new ArrayList<>());
      if (flags.contains(name)) {
        given.add("");
      } else if (withValue.contains(name)) {
        i++;
        if (i == words.size()) {
          throw new UsageException("--" + name + " needs a value");
        }
        given.add(words.get(i));
      } else {
        throw new UsageException("Unknown option: " + word);
      }
    }
    return new Arguments(values);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  public Optional<String> get(String name) {
    List<String> given = all(name);
    if (given.size() > 1) {
      throw new UsageException("--" + name + " may be given once");
    }
    return given.stream().findFirst();
  }

  public String required(String name) {
    return get(name).orElseThrow(() -> new UsageException("--" + name + " is missing"));
  }

  public long number(String name, long otherwise) {
    Optional<String> text = get(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text.get());
    } catch (NumberFormatException e) {
      throw new UsageException("--" + name + " must be a whole number: " + text.get());
    }
  }
}
