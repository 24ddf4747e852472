package io.github.maestroevents.cli.deadletters;

import io.github.maestroevents.cli.console.Figures;

/** What the user has to know of letters that were never encoded by their host. */
public final class EncodedHere {

  private EncodedHere() {}

  /** Tells of so many. */
  public static String told(long letters) {
    return Figures.events(letters)
        + " had been given up before the host encoded them: their ordering key and envelope are the"
        + " defaults, whatever the host has set";
  }
}
