package io.github.maestroevents.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/**
 * One table for the starter and for the drop-in for Netflix Maestro, which each read the
 * environment of Spring: what an operator writes means the same in both.
 */
class EnvironmentCasesTest {

  private static final Path TABLE =
      Path.of("..", "maestro-events-spring-boot-starter/src/test/resources/environment-cases.txt");

  /** What stands in a file, and what is made of it. */
  record Case(String name, String yaml, Map<String, String> values) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    return Stream.of(Files.readString(TABLE).split("(?m)^=== "))
        .skip(1)
        .map(EnvironmentCasesTest::of);
  }

  private static Case of(String text) {
    int end = text.indexOf('\n');
    String[] halves = text.substring(end + 1).split("(?m)^--- *\n", -1);
    Map<String, String> values = new TreeMap<>();
    halves[1]
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              values.put("maestro.events." + line.substring(0, equals), line.substring(equals + 1));
            });
    return new Case(text.substring(0, end), halves[0], values);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void yaml_becomesTheseKeysAndValues(Case one) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("case", new ByteArrayResource(one.yaml().getBytes(StandardCharsets.UTF_8)))
        .forEach(environment.getPropertySources()::addFirst);

    assertThat(ServerSettings.of(environment).values())
        .containsExactlyInAnyOrderEntriesOf(one.values());
  }
}
