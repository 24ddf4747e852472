package io.github.maestroevents.cli;

import java.util.ArrayList;
import java.util.List;

/** A command line about a journal. */
record Words(List<String> words) {

  static Words of(TestJournal journal, String command, String... more) {
    List<String> words =
        new ArrayList<>(List.of("journal", command, "--directory", journal.directory()));
    words.addAll(List.of(more));
    return new Words(words);
  }

  CliRun run() {
    return CliRun.of(array());
  }

  String[] array() {
    return words.toArray(String[]::new);
  }
}
