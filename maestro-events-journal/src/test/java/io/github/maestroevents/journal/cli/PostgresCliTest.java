package io.github.maestroevents.journal.cli;

import static io.github.maestroevents.journal.testbed.Entries.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.testbed.ChildProcess;
import io.github.maestroevents.journal.testbed.PostgresServer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command line, as a process of its own, on journals in PostgreSQL. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresCliTest {

  private static final int IN_USE = 3;

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @Test
  void looking_isSafeBesideALivingHost_andChangingWaitsForItsEnd() throws Exception {
    try (EventJournal one = SERVER.open("one");
        EventJournal two = SERVER.open("two")) {
      one.append(range(1, 20));
      two.append(range(1, 5));

      assertThat(run(0, "status"))
          .contains("events          25")
          .containsPattern("in use by       one: process \\d+ .*; two: process \\d+ ");
      assertThat(run(0, "status", "--node", "two")).contains("events          5");
      assertThat(run(0, "list", "--workflow", "daily report").lines())
          .hasSize(25)
          .first()
          .asString()
          .startsWith("one 1 2026-11-25T12:00:00");
      assertThat(run(0, "export", "--node", "one").lines()).hasSize(20);
      run(IN_USE, "purge", "--node", "one", "--all", "--yes");
      run(IN_USE, "replay", "--node", "one", "--to-log");
      assertThat(one.stats().events()).isEqualTo(20);
    }
    assertThat(run(0, "replay", "--node", "one", "--to-log")).contains("20 events delivered");
    assertThat(run(0, "purge", "--node", "two", "--all", "--yes")).contains("5 events deleted");
    assertThat(run(0, "status")).contains("events          0").contains("oldest          none");
  }

  private static String run(int exit, String command, String... more) throws Exception {
    String[] words = new String[3 + more.length];
    words[0] = command;
    words[1] = "--jdbc";
    words[2] = SERVER.url();
    System.arraycopy(more, 0, words, 3, more.length);
    try (ChildProcess cli = ChildProcess.run(JournalCli.class, words)) {
      String output = cli.output();
      assertThat(cli.exit()).as(output).isEqualTo(exit);
      return output;
    }
  }
}
