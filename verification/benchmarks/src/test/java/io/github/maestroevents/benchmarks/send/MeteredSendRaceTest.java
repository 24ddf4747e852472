package io.github.maestroevents.benchmarks.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short version. It judges no speed. */
class MeteredSendRaceTest {

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void race_printsEachFigureWithMetersAndWithout_andAResult() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    int status =
        MeteredSendRace.run(3, MeteredSendRace.Mode.IDLE, new PrintStream(printed, true, UTF_8));

    String table = printed.toString(UTF_8);
    System.out.println(table);
    assertThat(status).as(table).isIn(0, 2);
    assertThat(table)
        .contains("send under MEMORY, idle; 3 pairs of laps")
        .contains("burst of 256, ns a call ", "single call, p99.9, ns ", "bytes a call ")
        .contains("metered : without, burst ")
        .contains("RESULT: ");
  }
}
