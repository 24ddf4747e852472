package io.github.maestroevents.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.event.MaestroEvent;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Maestro accepts is accepted with the same outcome; what it refuses is refused. */
class ReadingCasesTest {

  @TestFactory
  Stream<DynamicTest> read_agreesWithTheEnginesMapper() {
    return verdicts("strict", MaestroEventJson::read);
  }

  @TestFactory
  Stream<DynamicTest> readLenient_agreesWithTheMapperOfTheClients() {
    return verdicts("ignore_unknown", MaestroEventJson::readLenient);
  }

  private static Stream<DynamicTest> verdicts(String mapper, Function<byte[], MaestroEvent> read) {
    return Golden.readingCases().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get("name").textValue(), () -> agrees(row, mapper, read)));
  }

  private static void agrees(JsonNode row, String mapper, Function<byte[], MaestroEvent> read) {
    byte[] json = row.get("json").textValue().getBytes(UTF_8);
    if (row.get(mapper).textValue().equals("error")) {
      assertThatExceptionOfType(MalformedEventException.class).isThrownBy(() -> read.apply(json));
      return;
    }
    MaestroEvent event = read.apply(json);
    String written = event == null ? "null" : new String(MaestroEventJson.write(event), UTF_8);
    assertThat(written).isEqualTo(row.get(mapper + "_value").textValue());
  }
}
