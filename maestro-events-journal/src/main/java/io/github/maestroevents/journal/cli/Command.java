package io.github.maestroevents.journal.cli;

import io.github.maestroevents.journal.internal.view.Arguments;
import java.sql.SQLException;
import java.util.Set;

/** One of the things the command line does. */
interface Command {

  String name();

  /** One line. */
  String summary();

  /** Its own options, a line each; those of a place come before. */
  String help();

  /** Its own options that take a value. */
  Set<String> options();

  /** Its own options that take none; none, unless it says so. */
  default Set<String> flags() {
    return Set.of();
  }

  /**
   * Does it.
   *
   * @return the exit code
   */
  int run(Arguments arguments, Console console) throws SQLException;
}
