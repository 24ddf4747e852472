package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.UsageException;
import picocli.CommandLine.Command;

/** What can be done with a journal. */
@Command(
    name = "journal",
    description = "A journal: looked into beside its host, or changed without.")
public final class JournalCommand implements Runnable {

  @Override
  public void run() {
    throw new UsageException("Say what to do with the journal");
  }
}
