package io.github.maestroevents.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.maestroevents.cli.console.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command line of the documents is one that the program takes. */
class DocumentedCommandsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern COMMAND =
      Pattern.compile("^(?:\\$ )?maestro-events ((?:.*\\\\\\n)*[^\\n#]*)", Pattern.MULTILINE);

  private final FakeTime time = new FakeTime();
  private final CommandLine program =
      MaestroEvents.program(
          new Console(
              OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), time, time::pass));

  @Test
  void commandsOfTheDocuments_areTaken() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String document :
        List.of(
            "README.md", "docs/command-line.md", "docs/configuration.md", "docs/dead-letters.md")) {
      COMMAND
          .matcher(Files.readString(ROOT.resolve(document)))
          .results()
          .forEach(found -> commands.add(found.group(1).replace("\\\n", " ").strip()));
    }

    assertThat(commands).hasSizeGreaterThan(10);
    for (String command : commands) {
      assertThatCode(() -> program.parseArgs(command.split(" +")))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void commandsThatAreListed_areThereAll() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/command-line.md"));

    for (String group : List.of("journal", "dead-letters", "config")) {
      program.getSubcommands().get(group).getSubcommands().keySet().stream()
          .map(command -> "`" + group + " " + command)
          .forEach(command -> assertThat(page).contains(command));
    }
  }

  @Test
  void offender_isCaught() {
    assertThatCode(() -> program.parseArgs("journal", "status", "--colour"))
        .isInstanceOf(CommandLine.ParameterException.class);
  }
}
