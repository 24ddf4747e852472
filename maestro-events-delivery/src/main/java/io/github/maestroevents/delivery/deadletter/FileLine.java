package io.github.maestroevents.delivery.deadletter;

import java.io.IOException;
import java.io.OutputStream;

/** A line to append to a file, of any length, without a copy of it in memory. */
interface FileLine {

  /** How many bytes it has, its end included. */
  long length();

  /** Writes all of it; the stream is not closed. */
  void writeTo(OutputStream out) throws IOException;
}
