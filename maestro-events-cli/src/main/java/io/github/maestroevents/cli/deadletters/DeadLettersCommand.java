package io.github.maestroevents.cli.deadletters;

import io.github.maestroevents.cli.console.UsageException;
import picocli.CommandLine.Command;

/** What can be done with files of dead letters. */
@Command(
    name = "dead-letters",
    description = "Files of dead letters: what is in them, and the way back.")
public final class DeadLettersCommand implements Runnable {

  @Override
  public void run() {
    throw new UsageException("Say what to do with the dead letters");
  }
}
