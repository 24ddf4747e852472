package io.github.maestroevents.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.event.MaestroEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that Maestro wrote is read, and written again with the same bytes. */
class GoldenEventsTest {

  private static final ObjectMapper PLAIN = new ObjectMapper();

  static List<Path> events() {
    return Golden.events();
  }

  static List<Path> runs() {
    return Golden.runs();
  }

  @ParameterizedTest
  @MethodSource("events")
  void write_givesMaestrosBytes_afterReadingThem(Path file) {
    byte[] golden = Golden.bytes(file);

    assertThat(new String(MaestroEventJson.write(MaestroEventJson.read(golden)), UTF_8))
        .isEqualTo(new String(golden, UTF_8));
    assertThat(MaestroEventJson.readLenient(golden)).isEqualTo(MaestroEventJson.read(golden));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void write_givesMaestrosBytes_forEveryEventOfARun(Path file) {
    for (String line : Golden.lines(file)) {
      byte[] golden = line.getBytes(UTF_8);
      assertThat(MaestroEventJson.write(MaestroEventJson.read(golden)))
          .asString(UTF_8)
          .isEqualTo(line);
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void plainObjectMapper_writesTheSameText_afterReadingIt(Path file) throws IOException {
    byte[] golden = Golden.bytes(file);

    MaestroEvent event = PLAIN.readValue(golden, MaestroEvent.class);

    assertThat(event).isEqualTo(MaestroEventJson.read(golden));
    assertThat(PLAIN.readTree(PLAIN.writeValueAsBytes(event))).isEqualTo(PLAIN.readTree(golden));
    assertThat(PLAIN.writeValueAsString(event)).isEqualTo(new String(golden, UTF_8));
    assertThat(PLAIN.readValue(golden, event.getClass())).isEqualTo(event);
  }
}
