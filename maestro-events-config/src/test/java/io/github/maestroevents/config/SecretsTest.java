package io.github.maestroevents.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.config.fixture.Memory;
import io.github.maestroevents.config.fixture.Samples;
import io.github.maestroevents.config.fixture.Written;
import io.github.maestroevents.spi.provider.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * A secret stands at every key there is, known or not, and everything goes wrong that can: it is in
 * no message, no cause, no log and no text of an object.
 */
class SecretsTest {

  private static final String SECRET = "hunter2:s3cr3t@Pass%20word";

  private static final ConfigurationCatalog CATALOG =
      ConfigurationCatalog.of(SecretsTest.class.getClassLoader());

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private Level level;

  @BeforeEach
  void listen() {
    level = root.getLevel();
    root.setLevel(Level.DEBUG);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void forget() {
    root.detachAppender(log);
    root.setLevel(level);
    Memory.forget();
  }

  static Stream<String> names() {
    List<String> names = new ArrayList<>();
    CATALOG.destination().stream()
        .filter(setting -> !setting.isShown() || setting.kind() != Setting.Kind.TEXT)
        .filter(setting -> !setting.isShown() || setting.kind() != Setting.Kind.LIST)
        .forEach(setting -> names.add("destinations.audit." + setting.name()));
    CATALOG.types().get("memory").stream()
        .filter(setting -> !setting.isShown() || setting.kind() != Setting.Kind.TEXT)
        .forEach(setting -> names.add("destinations.audit." + Samples.name(setting)));
    names.add("destinations.audit.shelf.key");
    names.add("destinations.audit.retry.max-delai");
    names.add("destinations.audit.client.ackz");
    names.add("destinations.audit.client.own");
    names.add("destinations.audit.type");
    names.add("destinations.AUDIT.type");
    names.add("destinations.other.note");
    names.add("destination.audit.type");
    names.add("defaults.note");
    names.add("defaults.password");
    names.add("defaults.journal");
    names.add("enabled");
    names.add("journal");
    names.add("close-timeout");
    names.add("nonsense");
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void secret_isTold_nowhere(String name) throws Exception {
    Written written = Written.audit("journal", "shelf:left").with(name, SECRET);
    List<String> told = new ArrayList<>();
    tellAll(written.map(), told);

    Memory.failCreate(
        destination -> new IllegalStateException(SECRET, new RuntimeException(SECRET)));
    tellAll(written.map(), told);
    Memory.failCreate(destination -> null);
    Memory.failOpen(destination -> new IllegalStateException(SECRET));
    tellAll(written.map(), told);
    Memory.failOpen(destination -> null);
    Memory.failClose(destination -> new IllegalStateException(SECRET));
    tellAll(written.with("destinations.b.type", "nonsense").map(), told);
    Memory.failCreate(
        destination -> destination.equals("b") ? new IllegalStateException(SECRET) : null);
    tellAll(written.with("destinations.b.type", "memory").map(), told);

    withoutSecret(told);
  }

  @ParameterizedTest
  @MethodSource("names")
  void secretWithSignsOfPlaceholders_isTold_nowhere(String name) throws Exception {
    List<String> told = new ArrayList<>();
    for (String value :
        List.of(SECRET + "${", "${" + SECRET + "}", "${hunter2}", SECRET + "${NOT_SET_HERE}")) {
      tellAll(Written.audit("journal", "shelf:left").with(name, value).map(), told);
    }

    withoutSecret(told);
  }

  @ParameterizedTest
  @MethodSource("names")
  void secretOfAVariable_isTold_nowhere(String name) throws Exception {
    List<String> told = new ArrayList<>();
    for (Map<String, String> environment :
        List.of(
            Map.of(
                "MAESTRO_EVENTS_"
                    + name.replace("-", "_").replace(".", "__").toUpperCase(java.util.Locale.ROOT),
                SECRET),
            Map.of("PLACE", SECRET))) {
      MaestroEventsBuilder builder =
          Written.audit("journal", "shelf:left")
              .with(name, environment.containsKey("PLACE") ? "${PLACE}" : "1")
              .builder()
              .environment(environment)
              .placeholders(environment::get);
      tellAll(builder, told);
    }

    withoutSecret(told);
  }

  @Test
  void secretInAFile_isTold_nowhere(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("events.properties"),
            """
            maestro.events.destinations.audit.type=memory
            maestro.events.destinations.audit.password=%s
            maestro.events.destinations.audit.password=%s
            maestro.events.destinations.audit.note=%s\\u00zz
            maestro.events.destinations.audit %s
            %s
            """
                .formatted(SECRET, SECRET, SECRET, SECRET, SECRET));
    List<String> told = new ArrayList<>();
    tellAll(MaestroEvents.builder().file(file), told);

    withoutSecret(told);
  }

  @Test
  void wordsOfTheJdkAndOfErrors_areTold_nowhere() throws Exception {
    List<String> told = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (Runnable quoting :
        List.<Runnable>of(
            () -> Integer.parseInt("hunter2"),
            () -> java.net.URI.create("http://u:hunter2@h ost/"),
            () -> java.util.regex.Pattern.compile("hunter2(".repeat(1)))) {
      failures.add(org.assertj.core.api.Assertions.catchThrowable(quoting::run));
    }
    failures.add(new AssertionError("hunter2"));
    failures.add(new java.util.ServiceConfigurationError("hunter2"));
    failures.add(new IllegalArgumentException(failures.get(0)));
    for (Throwable failure : failures) {
      Memory.forget();
      Memory.failCreate(name -> failure);
      tellAll(Written.audit("password", SECRET).map(), told);
      Memory.forget();
      Memory.judge(settings -> Memory.fail(failure));
      tellAll(Written.audit("password", SECRET).map(), told);
    }

    withoutSecret(told);
  }

  @Test
  void placeOfADataSource_isShown_ifItIsAName() throws Exception {
    List<String> told = new ArrayList<>();
    tellAll(Written.audit("journal", "datasource://u:" + SECRET + "@h/d").map(), told);

    assertThat(told.toString()).contains("datasource:…").doesNotContain("datasource://u");
  }

  @Test
  void valuesThatPeopleMaySee_areShown() {
    String description =
        Written.audit("title", "left", "note", "x", "client.acks", "all").check().description();

    assertThat(description).containsPattern("title +left ").doesNotContain("all");
    assertThat(description).containsPattern("note +\\(not shown\\)");
    assertThat(description).containsPattern("client.acks +\\(not shown\\)");
  }

  private void tellAll(Map<String, String> settings, List<String> told) throws Exception {
    tellAll(MaestroEvents.builder().settings(settings, key -> "here"), told);
  }

  private void tellAll(MaestroEventsBuilder builder, List<String> told) throws Exception {
    ConfigurationReport report = builder.check();
    told.add(report.toString());
    told.add(builder.toString());
    try (ConfiguredPublisher publisher = builder.open()) {
      told.add(publisher.toString());
      told.add(publisher.description());
      publisher.destinations().values().forEach(one -> told.add(one.toString()));
      Memory.CREATED.forEach(settings -> told.add(settings.toString()));
    } catch (ConfigurationException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      told.add(trace.toString());
    }
  }

  private void withoutSecret(List<String> told) {
    for (ILoggingEvent line : List.copyOf(log.list)) {
      told.add(line.getFormattedMessage());
      if (line.getThrowableProxy() != null) {
        told.add(ThrowableProxyUtil.asString(line.getThrowableProxy()));
      }
    }
    assertThat(told).isNotEmpty();
    for (String part : List.of("hunter2", "s3cr3t", "Pass%20word")) {
      assertThat(told).noneMatch(text -> text.contains(part));
    }
  }
}
