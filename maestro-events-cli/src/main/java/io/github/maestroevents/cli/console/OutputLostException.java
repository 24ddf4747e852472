package io.github.maestroevents.cli.console;

import java.io.IOException;

/** Nobody reads the output any more, or its disk is full: the command stops. */
public final class OutputLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutputLostException(IOException cause) {
    super(
        "Not all of the output could be written: is a disk full, or a pipe closed? ("
            + cause.getMessage()
            + ")",
        cause);
  }
}
