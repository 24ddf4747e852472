package io.github.maestroevents.journal.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a run of the command line did.
 *
 * @param exit its exit code
 * @param out what it wrote
 * @param err what it complained of
 */
record CliRun(int exit, String out, String err) {

  static CliRun of(String... words) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    return into(seen, seen, words);
  }

  /** With an output that takes so many bytes and then fails, as a full disk or a closed pipe. */
  static CliRun withOutputOf(int bytes, String... words) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] more, int from, int length) throws IOException {
            if (seen.size() + length > bytes) {
              throw new IOException("closed");
            }
            seen.write(more, from, length);
          }
        };
    return into(failing, seen, words);
  }

  private static CliRun into(OutputStream out, ByteArrayOutputStream seen, String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int exit = JournalCli.run(List.of(words), console);
    return new CliRun(
        exit, seen.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
