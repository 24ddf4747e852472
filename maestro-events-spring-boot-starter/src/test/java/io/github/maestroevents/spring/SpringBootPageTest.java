package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.ConfigurationReport;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.spring.internal.environment.EnvironmentSettings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** What people copy from the documents is right as it stands. */
class SpringBootPageTest {

  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  static Stream<String> blocks() throws IOException {
    return Stream.of("docs/spring-boot.md", "README.md")
        .flatMap(document -> YAML.matcher(read(document)).results())
        .map((MatchResult block) -> block.group(1))
        .filter(block -> block.startsWith("maestro.events"));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void yamlOfTheDocuments_hasNoMistake(String yaml) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    List<PropertySource<?>> loaded =
        new YamlPropertySourceLoader()
            .load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
    loaded.forEach(environment.getPropertySources()::addLast);
    EnvironmentSettings settings = EnvironmentSettings.of(environment, getClass().getClassLoader());

    ConfigurationReport report =
        MaestroEvents.builder()
            .settings(settings.values(), settings::origin)
            .literalValues()
            .hostObject("eventsDataSource", unconnected())
            .check();

    assertThat(report.mistakes()).isEmpty();
    assertThat(settings.destinations()).isNotEmpty();
  }

  private static String read(String document) {
    try {
      return Files.readString(Path.of("..").resolve(document));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DataSource unconnected() {
    return (DataSource)
        Proxy.newProxyInstance(
            SpringBootPageTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
