package io.github.maestroevents.journal.internal.owner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who this process is when it opens a file, as Linux says in {@code /proc/self/status} (proc(5)).
 * The owner of {@code /proc/self} is not asked: it is root for a program that has capabilities.
 *
 * @param uid its number on the file system
 * @param groups all of its groups
 */
record ThisUser(int uid, Set<Integer> groups) {

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Behind the name: the real one, the effective one, the saved one, and that for files. */
  private static final int FOR_FILES = 3;

  /** Empty where the system does not tell. */
  static Optional<ThisUser> now() {
    try {
      return parse(new String(Files.readAllBytes(STATUS), StandardCharsets.ISO_8859_1));
    } catch (IOException | RuntimeException notLinux) { // a policy may forbid it
      return Optional.empty();
    }
  }

  static Optional<ThisUser> parse(String status) {
    try {
      Set<Integer> groups = new HashSet<>(numbers(status, "Groups"));
      groups.add(numbers(status, "Gid").get(FOR_FILES));
      return Optional.of(new ThisUser(numbers(status, "Uid").get(FOR_FILES), Set.copyOf(groups)));
    } catch (RuntimeException anotherFormat) { // too short, or no numbers
      return Optional.empty();
    }
  }

  private static List<Integer> numbers(String status, String name) {
    List<Integer> numbers = new ArrayList<>();
    for (String line : status.split("\n", -1)) {
      if (line.startsWith(name + ":")) {
        for (String word : line.substring(name.length() + 1).strip().split("\\s+", -1)) {
          if (!word.isEmpty()) {
            numbers.add(Integer.parseUnsignedInt(word));
          }
        }
      }
    }
    return numbers;
  }
}
