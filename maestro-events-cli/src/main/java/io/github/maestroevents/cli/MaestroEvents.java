package io.github.maestroevents.cli;

import io.github.maestroevents.cli.config.CheckCommand;
import io.github.maestroevents.cli.config.ConfigCommand;
import io.github.maestroevents.cli.config.ExplainConfigCommand;
import io.github.maestroevents.cli.config.RouteCommand;
import io.github.maestroevents.cli.config.SendTestEventCommand;
import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.OutputLostException;
import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.console.StoppedException;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.deadletters.DeadLettersCommand;
import io.github.maestroevents.cli.deadletters.LettersCommand;
import io.github.maestroevents.cli.deadletters.ResendCommand;
import io.github.maestroevents.cli.journal.BackupCommand;
import io.github.maestroevents.cli.journal.ExplainCommand;
import io.github.maestroevents.cli.journal.ExportCommand;
import io.github.maestroevents.cli.journal.ImportCommand;
import io.github.maestroevents.cli.journal.JournalCommand;
import io.github.maestroevents.cli.journal.ListCommand;
import io.github.maestroevents.cli.journal.PurgeCommand;
import io.github.maestroevents.cli.journal.QuarantineCommand;
import io.github.maestroevents.cli.journal.ReplayCommand;
import io.github.maestroevents.cli.journal.RequeueCommand;
import io.github.maestroevents.cli.journal.StatusCommand;
import io.github.maestroevents.config.letters.LettersRefusedException;
import io.github.maestroevents.config.letters.LettersStoppedException;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.LogText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/**
 * The program {@code maestro-events}, by hand {@code java -jar maestro-events-cli-<version>.jar}.
 *
 * <p>Exit codes: 0 done, 1 something was left undone, 2 the command line is wrong, 3 a journal or a
 * file is in use, not there or not readable.
 */
@Command(
    name = "maestro-events",
    description = "Looks after the events that maestro-events has accepted and not delivered.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something was left undone: what, stands on the error output; or a configuration is wrong",
      "2:the command line is wrong, and nothing was done",
      "3:a journal or a file is in use, not there, or not readable"
    })
public final class MaestroEvents implements Runnable {

  private static final int HELP_WIDTH = 100;

  private MaestroEvents() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty("slf4j.internal.verbosity") == null) {
      System.setProperty("slf4j.internal.verbosity", "ERROR"); // no word about a missing logger
    }
    System.exit(run(List.of(args), Console.ofTheProcess()));
  }

  @Override
  public void run() {
    throw new UsageException("Say what to do");
  }

  static int run(List<String> words, Console console) {
    StringWriter help = new StringWriter();
    CommandLine program = program(console).setOut(new PrintWriter(help));
    program.setParameterExceptionHandler((e, args) -> wrongCommandLine(e, console));
    program.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command, console));
    int exit = program.execute(words.toArray(String[]::new));
    try {
      help.toString().lines().forEach(console::say);
      console.out().flush();
      return exit;
    } catch (OutputLostException e) {
      if (exit == ExitCodes.DONE) {
        console.tellAlone(LogText.oneLine(e.getMessage()));
      }
      return exit == ExitCodes.DONE ? ExitCodes.INCOMPLETE : exit;
    }
  }

  /** All commands. */
  static CommandLine program(Console console) {
    CommandLine journal =
        new CommandLine(new JournalCommand())
            .addSubcommand(new StatusCommand(console))
            .addSubcommand(new ListCommand(console))
            .addSubcommand(new ExplainCommand(console))
            .addSubcommand(new ExportCommand(console))
            .addSubcommand(new ImportCommand(console))
            .addSubcommand(new ReplayCommand(console))
            .addSubcommand(new PurgeCommand(console))
            .addSubcommand(new QuarantineCommand(console))
            .addSubcommand(new RequeueCommand(console))
            .addSubcommand(new BackupCommand(console));
    CommandLine letters =
        new CommandLine(new DeadLettersCommand())
            .addSubcommand(new LettersCommand(console))
            .addSubcommand(new ResendCommand(console));
    CommandLine config =
        new CommandLine(new ConfigCommand())
            .addSubcommand(new CheckCommand(console))
            .addSubcommand(new ExplainConfigCommand(console))
            .addSubcommand(new RouteCommand(console))
            .addSubcommand(new SendTestEventCommand(console));
    CommandLine program =
        new CommandLine(new MaestroEvents())
            .addSubcommand(journal)
            .addSubcommand(letters)
            .addSubcommand(config)
            .addSubcommand(new ExplainCommand(console))
            .addSubcommand(new HelpCommand())
            .addSubcommand(new AutoComplete.GenerateCompletion());
    addHelp(program);
    return program
        .registerConverter(Path.class, PathWord::parse)
        .setExpandAtFiles(false) // an ordering key may begin with @
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_WIDTH);
  }

  private static void addHelp(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getCommandSpec().versionProvider(new Version());
    command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
    command.getSubcommands().values().stream()
        .filter(below -> !(below.getCommand() instanceof HelpCommand))
        .forEach(MaestroEvents::addHelp);
  }

  private static int wrongCommandLine(ParameterException e, Console console) {
    return usage(WrongWords.of(e), e.getCommandLine(), console);
  }

  private static int usage(String message, CommandLine command, Console console) {
    console.tellAlone(
        LogText.oneLine(message) + ". See " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCodes.USAGE;
  }

  private static int failed(Exception e, CommandLine command, Console console) throws Exception {
    if (e instanceof UsageException) {
      return usage(String.valueOf(e.getMessage()), command, console);
    }
    if (e instanceof OutputLostException
        || e instanceof StoppedException
        || e instanceof LettersStoppedException) {
      console.tellAlone(LogText.oneLine(e.getMessage()));
      return ExitCodes.INCOMPLETE;
    }
    if (e instanceof RefusedException
        || e instanceof LettersRefusedException
        || e instanceof JournalException) {
      console.tellAlone(LogText.oneLine(e.getMessage()));
      return ExitCodes.REFUSED;
    }
    console.tellAlone("This is a defect of maestro-events: " + Defect.of(e));
    return ExitCodes.INCOMPLETE;
  }
}
