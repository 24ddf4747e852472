package io.github.maestroevents.cli;

import io.github.maestroevents.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a run of the command line did.
 *
 * @param exit its exit code
 * @param out what it wrote
 * @param err what it complained of
 * @param writes how often it tried to write to the output
 */
record CliRun(int exit, String out, String err, int writes) {

  static CliRun of(String... words) {
    return at(new FakeTime(), words);
  }

  static CliRun at(FakeTime time, String... words) {
    return new Output(Integer.MAX_VALUE).run(time, words);
  }

  /** With an output that takes so many bytes and then fails, as a full disk or a closed pipe. */
  static CliRun withOutputOf(int bytes, String... words) {
    return new Output(bytes).run(new FakeTime(), words);
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** Takes so many bytes. */
  private static final class Output extends OutputStream {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final int most;
    private int writes;

    Output(int most) {
      this.most = most;
    }

    CliRun run(FakeTime time, String... words) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int exit = MaestroEvents.run(List.of(words), new Console(this, err, time, time::pass));
      return new CliRun(
          exit,
          seen.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8),
          writes);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] more, int from, int length) throws IOException {
      writes++;
      if (seen.size() + length > most) {
        throw new IOException("closed");
      }
      seen.write(more, from, length);
    }
  }
}
