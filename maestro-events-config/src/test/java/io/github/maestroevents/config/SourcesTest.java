package io.github.maestroevents.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.config.fixture.Memory;
import io.github.maestroevents.config.fixture.MemoryProvider;
import io.github.maestroevents.config.fixture.Written;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where keys and values come from, and which of them holds. */
class SourcesTest {

  private static final String TITLE = "maestro.events.destinations.audit.title";

  @TempDir Path directory;

  @AfterEach
  void forget() {
    Memory.forget();
  }

  @Test
  void environment_holdsOverSettings_andSettingsOverTheFile() throws Exception {
    Path file = file("maestro.events.destinations.audit.type=memory\n" + TITLE + "=of the file");
    MaestroEventsBuilder builder = MaestroEvents.builder().file(file);
    assertThat(title(builder)).isEqualTo("of the file (events.properties:2)");

    builder.settings(Map.of(TITLE, "of settings"), key -> "app.yml:3");
    assertThat(title(builder)).isEqualTo("of settings (app.yml:3)");

    builder.settings(Map.of(TITLE, "of others"), key -> "more.yml:4");
    assertThat(title(builder)).isEqualTo("of others (more.yml:4)");

    builder.environment(Map.of("MAESTRO_EVENTS_DESTINATIONS__AUDIT__TITLE", "of all"));
    assertThat(title(builder))
        .isEqualTo("of all (environment variable MAESTRO_EVENTS_DESTINATIONS__AUDIT__TITLE)");
  }

  @Test
  void ownSetting_holdsOverADefault_whereverThatStands() {
    MaestroEventsBuilder builder =
        Written.audit("title", "own")
            .builder()
            .environment(Map.of("MAESTRO_EVENTS_DEFAULTS__TITLE", "of all"));

    assertThat(title(builder)).startsWith("own");
    assertThat(title(Written.audit().with("defaults.title", "of all").builder()))
        .isEqualTo("of all (at maestro.events.defaults.title)");
  }

  @Test
  void shortForm_andTheDefaultItMeans_goOverEachOther() throws Exception {
    Path file =
        file(
            "maestro.events.destinations.audit.type=memory\n"
                + "maestro.events.journal=shelf:left\n"
                + "maestro.events.defaults.close-timeout=5s\n");
    ConfigurationReport report =
        MaestroEvents.builder()
            .file(file)
            .environment(
                Map.of(
                    "MAESTRO_EVENTS_DEFAULTS__JOURNAL", "none",
                    "MAESTRO_EVENTS_CLOSE_TIMEOUT", "6s"))
            .check();

    assertThat(report.mistakes()).isEmpty();
    assertThat(report.description())
        .containsPattern("journal +none")
        .containsPattern("close-timeout +6s");
  }

  @Test
  void keysOfOtherPrograms_arePassedOver() throws Exception {
    Path file =
        file(
            """
            spring.datasource.url=jdbc:h2:mem
            maestro.notifier.type=sns
            maestro.eventful=yes
            destinations=3
            maestro.events.destinations.audit.type=memory
            """);
    assertThat(MaestroEvents.builder().file(file).check().mistakes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maestro.event.destinations.audit.note",
        "maestro-events.destinations.audit.note",
        "Maestro.Events.destinations.audit.note",
        "maestro.events.Destinations.audit.note",
        "destinations.audit.note",
        "maestro.destinations.audit.note",
        "events.destinations.audit.note",
        "MAESTRO_EVENTS_DESTINATIONS__AUDIT__NOTE",
        "maestroevents.destinations.audit.note"
      })
  void keyWithASlipInItsBeginning_isTold(String key) {
    Map<String, String> settings = new LinkedHashMap<>(Written.audit().map());
    settings.put(key, "x");

    assertThat(MaestroEvents.builder().settings(settings, k -> "here").check().mistakes())
        .singleElement()
        .asString()
        .contains(key, "did you mean maestro.events.destinations.audit.note?");
  }

  @ParameterizedTest
  @CsvSource({
    "MAESTRO_EVENTS_ENABLED, maestro.events.enabled",
    "maestro_events_journal, maestro.events.journal",
    "MAESTRO_EVENTS_DEFAULTS__ACCEPTANCE, maestro.events.defaults.acceptance",
    "defaults.journal, maestro.events.defaults.journal",
    "defaults.retry.max-age, maestro.events.defaults.retry.max-age"
  })
  void keyOfTheWholeWithASlipInItsBeginning_isTold(String key, String meant) {
    Map<String, String> settings = new LinkedHashMap<>(Written.audit().map());
    settings.put(key, "x");

    assertThat(MaestroEvents.builder().settings(settings, k -> "here").check().mistakes())
        .singleElement()
        .asString()
        .contains(key, "did you mean " + meant + "?");
  }

  @Test
  void keysLikeOurs_ofOtherPrograms_arePassedOver() {
    Map<String, String> settings = new LinkedHashMap<>(Written.audit().map());
    for (String key :
        List.of(
            "MAESTRO_EVENTS_SERVICE_HOST",
            "MAESTRO_EVENTS_VERSION",
            "maestro.destinations",
            "events.destinations.count",
            "defaults.timeout",
            "enabled")) {
      settings.put(key, "x");
    }

    assertThat(MaestroEvents.builder().settings(settings, k -> "here").check().mistakes())
        .isEmpty();
  }

  @Test
  void keyThatStandsTwiceInAFile_isTold() throws Exception {
    Path file =
        file(
            """
            maestro.events.destinations.audit.type=memory
            # more
            maestro.events.destinations.audit.type=log
            """);
    assertThat(MaestroEvents.builder().file(file).check().mistakes())
        .singleElement()
        .hasToString(
            "maestro.events.destinations.audit.type (events.properties:3): given twice; it stands"
                + " on line 1 too");
  }

  @Test
  void fileThatCannotBeRead_isToldWithItsReason() throws Exception {
    assertThat(mistakeOf(directory.resolve("none.properties"))).contains("there is no such file");
    assertThat(mistakeOf(directory)).contains("is a directory");
    assertThat(mistakeOf(directory.resolve("application.yml")))
        .contains("is no file of properties");
    Path latin = directory.resolve("latin.properties");
    Files.write(latin, "maestro.events.x=\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(mistakeOf(latin)).contains("is no text in UTF-8");
    Path large = directory.resolve("large.properties");
    byte[] bytes = new byte[(4 << 20) + 1];
    Arrays.fill(bytes, (byte) '#');
    Files.write(large, bytes);
    assertThat(mistakeOf(large)).contains("has more than 4194304 bytes");
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES) // it would be waited for until somebody writes to it
  void pipeAndDevice_areNotOpened() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "needs devices and pipes");
    Path pipe = directory.resolve("pipe.properties");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    for (Path file : List.of(pipe, Path.of("/dev/zero"))) {
      assertThat(mistakeOf(file)).contains(file.toString(), "is a pipe, a device or a socket");
    }
  }

  @Test
  void fileOfAnEditorOfWindows_isRead() throws Exception {
    Path file = file("\uFEFFmaestro.events.destinations.audit.type=memory\r\n");

    assertThat(MaestroEvents.builder().file(file).check().mistakes()).isEmpty();
  }

  @Test
  void propertiesThatAreNoText_areTold() {
    Properties properties = new Properties();
    properties.setProperty("maestro.events.destinations.audit.type", "memory");
    properties.put("maestro.events.destinations.audit.copies", 3);
    properties.put(7, "seven");

    assertThat(MaestroEvents.builder().settings(properties).check().mistakes())
        .singleElement()
        .asString()
        .contains("audit.copies (properties): has no value that is a text");
  }

  @Test
  void placeholder_isReplaced_fromTheEnvironmentOrItsDefault() {
    MaestroEventsBuilder builder =
        Written.audit("title", "a ${ONE} b ${TWO:two ${ONE}} $${ONE} ${THREE:}!")
            .builder()
            .placeholders(name -> name.equals("ONE") ? "1${TWO}" : null);

    assertThat(title(builder)).startsWith("a 1${TWO} b two 1${TWO} ${ONE} ! (");
  }

  @Test
  void placeholderWithoutAValue_isTold() {
    assertThat(title(Written.audit("title", "${NOT_THERE}")))
        .contains("the variable NOT_THERE is not set");
    assertThat(title(Written.audit("title", "${ not"))).contains("has a ${ without a }");
    assertThat(title(Written.audit("title", "${}"))).contains("without the name of a variable");
  }

  @Test
  void placeholder_isNothingSpecial_inTheEnvironmentAndInLiteralValues() {
    assertThat(
            title(
                Written.audit()
                    .builder()
                    .environment(Map.of("MAESTRO_EVENTS_DESTINATIONS__AUDIT__TITLE", "${X}"))))
        .startsWith("${X} (");
    assertThat(title(Written.audit("title", "${X}").builder().literalValues()))
        .startsWith("${X} (");
  }

  @Test
  void typeAndEnabled_mayBePlaceholders() {
    MaestroEventsBuilder builder =
        Written.of("destinations.audit.type", "${TYPE}", "enabled", "${ON}")
            .builder()
            .placeholders(name -> name.equals("TYPE") ? "memory" : "true");

    assertThat(builder.check().mistakes()).isEmpty();
  }

  @Test
  void variablesOfKubernetes_arePassedOver() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name :
        List.of(
            "MAESTRO_EVENTS_SERVICE_HOST",
            "MAESTRO_EVENTS_SERVICE_PORT",
            "MAESTRO_EVENTS_SERVICE_PORT_HTTP",
            "MAESTRO_EVENTS_PORT",
            "MAESTRO_EVENTS_PORT_8080_TCP",
            "MAESTRO_EVENTS_PORT_8080_TCP_ADDR",
            "MAESTRO_EVENTS_AUDIT_SERVICE_HOST",
            "MAESTRO_EVENTS_AUDIT_PORT_53_UDP_PROTO",
            "MAESTRO_EVENT_QUEUE",
            "MAESTRO_HOME")) {
      environment.put(name, "10.0.0.1");
    }
    assertThat(Written.audit().builder().environment(environment).check().mistakes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAESTRO_EVENTS_DESTINATIONS_AUDIT_TITLE",
        "MAESTRO_EVENTS_DESTINATIONS__AUDIT__TITEL",
        "MAESTRO_EVENTS_DESTINATIONS__audit__TITLE",
        "MAESTRO_EVENTS_DEFAULTS_TITLE",
        "MAESTRO_EVENT_DESTINATIONS__AUDIT__TITLE",
        "MAESTROEVENTS_DESTINATIONS__AUDIT__TITLE",
        "maestro_events_destinations__audit__title",
        "maestro_events_enabled",
        "MAESTRO_EVENT_ENABLED",
        "MAESTROEVENTS_ENABLED",
        "MAESTRO_EVENTS_NONSENSE"
      })
  void variableWithASlip_isTold(String variable) {
    assertThat(Written.audit().builder().environment(Map.of(variable, "x")).check().mistakes())
        .singleElement()
        .asString()
        .contains(variable, "no such setting");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env:PW}", "a ${file:/etc/secrets:pw} b"})
  void referenceOfAClient_isRefused_whereAVariableMayBeMeant(String value) {
    assertThat(Written.audit("client.password", value).check().mistakes())
        .singleElement()
        .asString()
        .contains("audit.client.password", "a reference for the client", "write $${")
        .doesNotContain("PW", "etc");
  }

  @Test
  void referenceOfAClient_isHandedOn_ifItIsMarked() {
    Written written =
        Written.audit("client.password", "$${env:PW}", "client.check", "", "any-thing.x", "${X:y}");
    try (ConfiguredPublisher publisher = written.builder().placeholders(name -> null).open()) {
      assertThat(publisher.name()).isEqualTo("audit");
      assertThat(Memory.CREATED.get(0).group(MemoryProvider.CLIENT))
          .isEqualTo(Map.of("password", "${env:PW}", "check", ""));
      assertThat(Memory.CREATED.get(0).group(MemoryProvider.ANYTHING)).isEqualTo(Map.of("x", "y"));
    }
  }

  @Test
  void propertyOfAClient_isRefused_withoutItsEnd() {
    assertThat(Written.audit("client.linger", "5").check().mistakes())
        .singleElement()
        .asString()
        .contains("did you mean client.linger.ms?");
  }

  @Test
  void memberOfAGroup_isTheOneThatTheVariableNames() {
    MaestroEventsBuilder builder =
        Written.audit("client.BY_TYPE", "file")
            .builder()
            .environment(
                Map.of(
                    "MAESTRO_EVENTS_DESTINATIONS__AUDIT__CLIENT__BY_TYPE", "environment",
                    "MAESTRO_EVENTS_DESTINATIONS__AUDIT__CLIENT__LINGER__MS", "5"));
    try (ConfiguredPublisher publisher = builder.open()) {
      assertThat(publisher.name()).isEqualTo("audit");
      assertThat(Memory.CREATED.get(0).group(MemoryProvider.CLIENT))
          .isEqualTo(Map.of("BY_TYPE", "environment", "linger.ms", "5"));
    }
  }

  @Test
  void memberOfAnyName_isTheOneThatIsWritten_alsoForAVariable() {
    for (Written written :
        List.of(
            Written.audit("any-thing.PROD_EU", "file"),
            Written.audit().with("defaults.any-thing.PROD_EU", "file"),
            Written.audit("any-thing.PROD_EU", "file", "any-thing.other", "x"),
            Written.audit()
                .with("destinations.b.type", "memory", "destinations.b.any-thing.PROD_EU", "x"))) {
      Memory.forget();
      MaestroEventsBuilder builder =
          written
              .builder()
              .environment(Map.of("MAESTRO_EVENTS_DESTINATIONS__AUDIT__ANY_THING__PROD_EU", "env"));
      try (ConfiguredPublisher publisher = builder.open()) {
        assertThat(publisher.destinations()).containsKey("audit");
        assertThat(Memory.CREATED.get(0).group(MemoryProvider.ANYTHING))
            .containsEntry("PROD_EU", "env")
            .doesNotContainKey("prod-eu");
      }
    }
  }

  @Test
  void memberOfAnyName_isTheOneThatAVariableSpells_amongOthersLikeIt() {
    MaestroEventsBuilder builder =
        Written.audit("any-thing.prod-eu", "file", "any-thing.PROD_EU", "file")
            .builder()
            .environment(Map.of("MAESTRO_EVENTS_DESTINATIONS__AUDIT__ANY_THING__PROD_EU", "env"));
    try (ConfiguredPublisher publisher = builder.open()) {
      assertThat(publisher.name()).isEqualTo("audit");
      assertThat(Memory.CREATED.get(0).group(MemoryProvider.ANYTHING))
          .isEqualTo(Map.of("prod-eu", "env", "PROD_EU", "file"));
    }
  }

  @Test
  void memberOfAnyName_isTold_ifAVariableDoesNotSayIt() {
    Map<String, String> variable =
        Map.of("MAESTRO_EVENTS_DESTINATIONS__AUDIT__ANY_THING__PROD_EU", "env");

    assertThat(Written.audit().builder().environment(variable).check().mistakes())
        .singleElement()
        .asString()
        .contains("ANY_THING__PROD_EU", "capitals and signs", "write any-thing.<name> in the file");
    assertThat(
            Written.audit("any-thing.PROD_EU", "a", "any-thing.PROD-EU", "b")
                .builder()
                .environment(variable)
                .check()
                .mistakes())
        .singleElement()
        .asString()
        .contains("may mean any-thing.PROD_EU or any-thing.PROD-EU");
  }

  @Test
  void namesOfDestinations_areChecked() {
    for (String name : List.of("Audit", "1audit", "au_dit", "a".repeat(41), "au dit")) {
      assertThat(Written.of("destinations." + name + ".type", "memory").check().mistakes())
          .as(name)
          .singleElement()
          .asString()
          .contains("the name of a destination is");
    }
    for (String key : List.of("destinations.audit", "destinations.audit.", "destinations")) {
      assertThat(Written.audit().with(key, "x").check().mistakes()).as(key).hasSize(1);
    }
  }

  @Test
  void hostileKeys_areEscapedAndCut() {
    String line =
        Written.audit()
            .with("destinations.audit.x\nINFO all is well\u202e" + "y".repeat(10_000), "x")
            .check()
            .mistakes()
            .get(0)
            .toString();

    assertThat(line).hasSizeLessThan(2_000).doesNotContain("\n", "\u202e");
  }

  @Test
  void hostileKeyOfADestinationWithoutAType_isEscaped() {
    assertThat(
            Written.of("destinations.a.x\n\u001b[31mFORGED all fine", "1")
                .check()
                .mistakes()
                .toString())
        .doesNotContain("\n", "\u001b");
  }

  @Test
  void lookupThatFails_isAMistake_withoutItsWords() {
    MaestroEventsBuilder builder =
        Written.audit("title", "${X}")
            .builder()
            .placeholders(
                name -> {
                  throw new IllegalStateException("hunter2");
                });

    assertThat(title(builder)).contains("cannot be looked up").doesNotContain("hunter2");
    MaestroEventsBuilder error =
        Written.audit("title", "${X}")
            .builder()
            .placeholders(
                name -> {
                  throw new AssertionError("hunter2");
                });
    assertThat(title(error)).contains("cannot be looked up").doesNotContain("hunter2");
  }

  @Test
  void thousandsOfMistakes_areToldUpToABound() {
    Map<String, String> settings = new LinkedHashMap<>(Written.audit().map());
    for (int i = 0; i < 5_000; i++) {
      settings.put("maestro.events.destinations.audit.nonsense-" + i, "x");
    }

    assertThat(MaestroEvents.builder().settings(settings, key -> "here").check().mistakes())
        .hasSize(201)
        .last()
        .asString()
        .contains("4800 more are not told");
  }

  private static String title(Written written) {
    return title(written.builder());
  }

  /** The value with its origin, or the mistakes. */
  private static String title(MaestroEventsBuilder builder) {
    ConfigurationReport report = builder.check();
    return report.values().stream()
        .filter(value -> value.key().equals(TITLE))
        .map(value -> value.shown() + " (" + value.origin() + ")")
        .findFirst()
        .orElse(report.mistakes().toString());
  }

  private static String mistakeOf(Path file) {
    List<ConfigurationMistake> mistakes = MaestroEvents.builder().file(file).check().mistakes();
    assertThat(mistakes).hasSize(1);
    return mistakes.get(0).toString();
  }

  private Path file(String text) throws Exception {
    return Files.writeString(directory.resolve("events.properties"), text);
  }
}
