package io.github.maestroevents.cli.deadletters;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** For which destinations dead letters are meant. */
final class DestinationOptions {

  private static final String OPTION = "--destination";

  @Option(
      names = OPTION,
      paramLabel = "NAME",
      description = "Letters whose field `destination` says this; may be repeated.")
  private List<String> names = new ArrayList<>();

  LetterDestinations destinations() {
    return new LetterDestinations(OPTION, names);
  }
}
