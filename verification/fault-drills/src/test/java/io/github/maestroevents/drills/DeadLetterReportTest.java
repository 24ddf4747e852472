package io.github.maestroevents.drills;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That a drill which fails once in a hundred runs says why. */
class DeadLetterReportTest {

  private static final Instant FIRST_ATTEMPT = Instant.parse("2026-11-30T17:00:00Z");

  private final DeadLetterReport report = new DeadLetterReport();

  @Test
  void nothingIsPrinted_whenNothingWasGivenUp() {
    assertThat(printed()).isEmpty();
  }

  @Test
  void lettersThatDifferInTheirEventAlone_areToldTogether_withTheFirstOfThem() {
    report.handle(letter(1, Reason.REJECTED, 3, 2_000));
    report.handle(letter(2, Reason.REJECTED, 7, 40));

    assertThat(printed())
        .containsOnlyOnce("drill: 2 dead letters, REJECTED, 3 to 7 attempts, 40 to 2,000 ms")
        .containsOnlyOnce("IllegalStateException: <id> of <key> never goes")
        .containsOnlyOnce("java.io.IOException: no broker")
        .contains("first: STEP_INSTANCE_STATUS_CHANGE_EVENT " + EventId.of(event(1)))
        .doesNotContain(EventId.of(event(2)).value());
  }

  @Test
  void lettersOfAnotherReasonOrCause_areToldApart() {
    report.handle(letter(1, Reason.REJECTED, 1, 1));
    report.handle(letter(2, Reason.CROWDED_OUT, 1, 1));
    report.handle(letter(3, Reason.REJECTED, 1, 1, new IllegalStateException("other")));

    assertThat(printed().lines().filter(line -> line.startsWith("drill: 1 dead letters")))
        .hasSize(3);
  }

  @Test
  void lettersOfManyKinds_areCountedBeyondABound() {
    for (int kind = 0; kind < DeadLetterReport.MOST_KINDS + 5; kind++) {
      report.handle(letter(kind, Reason.REJECTED, 1, 1, new IllegalStateException("x" + kind)));
    }

    assertThat(printed().lines().filter(line -> line.startsWith("drill: 1 dead letters")))
        .hasSize(DeadLetterReport.MOST_KINDS);
    assertThat(printed()).contains("drill: 5 dead letters of other kinds");
  }

  private String printed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.print("drill", new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }

  private static MaestroEvent event(int number) {
    return SampleEvents.step("run-" + number, number);
  }

  private static DeadLetter letter(int number, Reason reason, int attempts, long ageMillis) {
    String message = EventId.of(event(number)).value() + " of run-" + number + " never goes";
    return letter(
        number,
        reason,
        attempts,
        ageMillis,
        new IllegalStateException(message, new IOException("no broker")));
  }

  private static DeadLetter letter(
      int number, Reason reason, int attempts, long ageMillis, Throwable cause) {
    return new DeadLetter(
        "destination",
        event(number),
        EventId.of(event(number)),
        "run-" + number,
        Map.of(),
        reason,
        cause,
        attempts,
        FIRST_ATTEMPT,
        FIRST_ATTEMPT.plusMillis(ageMillis));
  }
}
