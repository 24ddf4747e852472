package io.github.maestroevents.journal.cli;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.view.Arguments;
import io.github.maestroevents.journal.internal.view.Place;
import io.github.maestroevents.journal.internal.view.RefusedException;
import io.github.maestroevents.journal.internal.view.UsageException;
import io.github.maestroevents.spi.LogText;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The journal's command line: {@code java -jar maestro-events-journal-<version>-cli.jar --help}.
 * Looking ({@code status}, {@code list}, {@code export}, {@code quarantine}) is safe beside a
 * living host; changing ({@code replay}, {@code purge}, {@code quarantine --purge}) is refused
 * then.
 *
 * <p>Exit codes: 0 done, 1 something was left undone, 2 the command line is wrong, 3 the journal is
 * in use, not there or not readable.
 */
public final class JournalCli {

  private static final List<Command> COMMANDS =
      List.of(
          new StatusCommand(),
          new ListCommand(),
          new ExportCommand(),
          new ReplayCommand(),
          new PurgeCommand(),
          new QuarantineCommand());

  private JournalCli() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty("slf4j.internal.verbosity") == null) {
      System.setProperty("slf4j.internal.verbosity", "ERROR"); // no word about a missing logger
    }
    System.exit(run(List.of(args), Console.ofTheProcess()));
  }

  static int run(List<String> words, Console console) {
    if (words.isEmpty() || isHelp(words.get(0))) {
      help(console);
      return words.isEmpty() ? ExitCodes.USAGE : ExitCodes.DONE;
    }
    for (Command command : COMMANDS) {
      if (command.name().equals(words.get(0))) {
        return run(command, words.subList(1, words.size()), console);
      }
    }
    console.err().println("Unknown command: " + LogText.oneLine(words.get(0)) + ". See --help");
    return ExitCodes.USAGE;
  }

  private static int run(Command command, List<String> words, Console console) {
    if (words.stream().anyMatch(JournalCli::isHelp)) {
      help(command, console);
      return ExitCodes.DONE;
    }
    Set<String> options = new HashSet<>(command.options());
    options.addAll(Place.OPTIONS);
    try {
      int exit = command.run(Arguments.parse(words, options, command.flags()), console);
      return console.out().checkError() ? outputLost(console) : exit;
    } catch (UsageException e) {
      console.err().println(e.getMessage() + ". See " + command.name() + " --help");
      return ExitCodes.USAGE;
    } catch (RefusedException | JournalException e) {
      console.err().println(LogText.oneLine(e.getMessage()));
      return ExitCodes.REFUSED;
    } catch (SQLException e) {
      console.err().println("The journal cannot be read: " + LogText.oneLine(e.getMessage()));
      return ExitCodes.REFUSED;
    }
  }

  private static int outputLost(Console console) {
    console
        .err()
        .println("Not all of the output could be written: is a disk full, or a pipe closed?");
    return ExitCodes.INCOMPLETE;
  }

  private static boolean isHelp(String word) {
    return word.equals("--help") || word.equals("-h") || word.equals("help");
  }

  private static void help(Console console) {
    console.out().println("Looks into the journal of maestro-events, and delivers it elsewhere.\n");
    for (Command command : COMMANDS) {
      console.out().printf("  %-11s %s%n", command.name(), command.summary());
    }
    console.out().println("\n<command> --help tells its options. Exit codes: 0 done, 1 something");
    console
        .out()
        .println("was left undone, 2 wrong command line, 3 journal in use or not readable.");
  }

  private static void help(Command command, Console console) {
    console.out().println(command.name() + ": " + command.summary() + "\n");
    console.out().print(Place.HELP);
    console.out().print(command.help());
  }
}
