package io.github.maestroevents.drills.disk;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.DamagePolicy;
import io.github.maestroevents.journal.SqliteJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is found on a disk by the next host: events in the journal, and dead letters. */
final class PowerRemains {

  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");
  private static final int AT_ONCE = 500;

  private PowerRemains() {}

  /** The ids of all events on it. Opens the journal, which changes it. */
  static Set<String> on(Path root) {
    Set<String> found = new HashSet<>();
    try {
      readLetters(root.resolve(PowerHost.DEAD_LETTERS), found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (Files.isDirectory(root.resolve(PowerHost.JOURNAL))) {
      readJournal(root.resolve(PowerHost.JOURNAL), found);
    }
    return found;
  }

  private static void readLetters(Path directory, Set<String> found) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String line : text.split("\n", -1)) {
          Matcher id = ID.matcher(line);
          if (line.endsWith("}") && id.find()) {
            found.add(id.group(1));
          }
        }
      }
    }
  }

  private static void readJournal(Path directory, Set<String> found) {
    try (EventJournal journal =
        SqliteJournal.at(directory).keepFree(0).onDamage(DamagePolicy.SET_ASIDE).open()) {
      long after = 0;
      List<JournalEntry> entries = journal.read(after, AT_ONCE, Long.MAX_VALUE);
      while (!entries.isEmpty()) {
        entries.forEach(entry -> found.add(entry.event().id().value()));
        after = entries.get(entries.size() - 1).sequence();
        entries = journal.read(after, AT_ONCE, Long.MAX_VALUE);
      }
    }
  }
}
