package io.github.maestroevents.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maestroevents.event.MaestroEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bad input ends in one exception that says where, and never what it read. */
class MalformedInputTest {

  private static final byte[] STEP = Golden.event("step-all-fields");

  private static MalformedEventException failure(byte[] json) {
    MalformedEventException lenient =
        catchThrowableOfType(
            MalformedEventException.class, () -> MaestroEventJson.readLenient(json));
    assertThat(lenient).isNotNull();
    return catchThrowableOfType(MalformedEventException.class, () -> MaestroEventJson.read(json));
  }

  private static MalformedEventException failure(String json) {
    return failure(json.getBytes(UTF_8));
  }

  /** An event, null or the one exception; anything else fails the test. */
  private static void readBothWays(byte[] json) {
    for (boolean lenient : new boolean[] {false, true}) {
      try {
        MaestroEvent event =
            lenient ? MaestroEventJson.readLenient(json) : MaestroEventJson.read(json);
        if (event != null) {
          MaestroEventJson.write(event);
        }
      } catch (MalformedEventException expected) {
        assertThat(expected.problem()).isNotEmpty();
      }
    }
  }

  @Test
  void read_refusesEveryTruncation_ofAnEvent() {
    for (int length = 0; length < STEP.length; length++) {
      byte[] cut = Arrays.copyOf(STEP, length);
      assertThatExceptionOfType(MalformedEventException.class)
          .isThrownBy(() -> MaestroEventJson.read(cut));
      assertThatExceptionOfType(MalformedEventException.class)
          .isThrownBy(() -> MaestroEventJson.readLenient(cut));
    }
  }

  @Test
  void read_survivesFlippedBytes() {
    Random random = new Random(20260721);
    for (Path file : Golden.events()) {
      byte[] golden = Golden.bytes(file);
      for (int round = 0; round < 200; round++) {
        byte[] flipped = golden.clone();
        for (int flips = random.nextInt(3); flips >= 0; flips--) {
          flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
        }
        readBothWays(flipped);
      }
    }
  }

  @Test
  void read_refusesNesting_deeperThanTheLimit() {
    for (String open : List.of("[", "{\"a\":", "[{\"a\":")) {
      failure(open.repeat(100_000));
      failure(
          "{\"type\":\"WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT\",\"tags\":" + open.repeat(100_000));
      failure("{\"type\":\"NEW\",\"x\":" + open.repeat(100_000));
    }
  }

  @Test
  void read_acceptsNesting_withinTheLimit() {
    String nested = "[".repeat(900) + "]".repeat(900);
    readBothWays(
        ("{\"tags\":[{\"a\":" + nested + "}],\"type\":\"WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT\"}")
            .getBytes(UTF_8));
  }

  @Test
  void read_refusesNumbers_longerThanTheLimit() {
    String digits = "9".repeat(1 << 20);
    for (String field : List.of("sync_time", "workflow_id", "event_time")) {
      failure("{\"" + field + "\":" + digits + ",\"type\":\"WORKFLOW_DELETION_CHANGE_EVENT\"}");
      failure("{\"type\":\"WORKFLOW_DELETION_CHANGE_EVENT\",\"" + field + "\":0." + digits + "}");
    }
    failure("{\"type\":\"NEW\",\"x\":" + digits + "}");
  }

  @Test
  void read_isNotHeldUp_byHugeExponents() {
    for (String number : List.of("1e999999999", "1e-999999999", "\"1e999999999\"")) {
      for (String field : List.of("sync_time", "author", "tags")) {
        readBothWays(
            ("{\"" + field + "\":" + number + ",\"type\":\"WORKFLOW_DELETION_CHANGE_EVENT\"}")
                .getBytes(UTF_8));
      }
    }
  }

  @Test
  void read_refusesDocuments_largerThanTheLimit() {
    byte[] large = new byte[MaestroEventJson.MAX_EVENT_BYTES + 1];
    Arrays.fill(large, (byte) ' ');

    assertThat(failure(large)).hasMessageContaining("More than 16777216 bytes");
  }

  @Test
  void read_refusesOtherEncodings_andMarks() {
    String event = new String(STEP, UTF_8);
    failure("\uFEFF" + event);
    failure(event.getBytes(java.nio.charset.StandardCharsets.UTF_16));
    failure(event.getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
    failure(event.getBytes(java.nio.charset.StandardCharsets.UTF_16BE));
    failure(event.getBytes(java.nio.charset.Charset.forName("UTF-32")));
  }

  @Test
  void failure_saysWhere_evenWhenTheTypeComesLast() {
    String json =
        "{\"workflow_id\":\"wf\",\"status_change_records\":[{},{\"new_status\":\"NOPE\"}],"
            + "\"type\":\"STEP_INSTANCE_STATUS_CHANGE_EVENT\"}";

    MalformedEventException failure = failure(json);

    assertThat(failure.path()).isEqualTo("$.status_change_records[1].new_status");
    assertThat(failure.byteOffset()).isEqualTo(json.indexOf("\"NOPE\""));
    assertThat(failure)
        .hasMessage(
            "No value that Maestro reads at $.status_change_records[1].new_status, byte "
                + failure.byteOffset());
  }

  @Test
  void failure_saysWhere_theSyntaxIsWrong() {
    assertThat(failure("{\"workflow_id\":x}").byteOffset()).isBetween(15L, 17L);
    assertThat(failure("{\"workflow_id\":\"a\"}").path()).isEqualTo("$.type");
  }

  @Test
  void failure_neverQuotesTheContent() {
    String secret = "hunter2";
    for (String json :
        List.of(
            secret,
            "{\"" + secret,
            "{\"workflow_id\":" + secret + "}",
            "{\"workflow_id\":\"" + secret + "\"}",
            "{\"type\":\"" + secret,
            "[\"" + secret + "\"]",
            known("\"sync_time\":\"" + secret + "\""),
            known("\"author\":[\"" + secret + "\"]"),
            known("\"author\":{\"" + secret + "\":\"" + secret + "\"}"),
            known("\"workflow_id\":{\"" + secret + "\":1}"),
            known("\"sync_time\":99999999999999999999,\"workflow_id\":\"" + secret + "\""))) {
      assertThat(stackTrace(failure(json))).as(json).doesNotContain(secret);
    }
    assertThat(
            stackTrace(
                catchThrowableOfType(
                    MalformedEventException.class,
                    () -> MaestroEventJson.read(known("\"" + secret + "\":1").getBytes(UTF_8)))))
        .doesNotContain(secret)
        .contains("Unknown property at $.?, byte");
  }

  private static String known(String property) {
    return "{" + property + ",\"type\":\"WORKFLOW_DELETION_CHANGE_EVENT\"}";
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
