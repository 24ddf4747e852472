package io.github.maestroevents.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.fixture.Memory;
import io.github.maestroevents.config.fixture.MemoryProvider;
import io.github.maestroevents.config.fixture.ShelfProvider;
import io.github.maestroevents.config.fixture.Written;
import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** How providers are found, and what is told of those that cannot be used. */
class ProvidersTest {

  @TempDir Path directory;

  @AfterEach
  void forget() {
    Memory.forget();
  }

  @Test
  void libraryOwnLoader_isAskedWhateverTheOtherIs() {
    ClassLoader nothing = ClassLoader.getPlatformClassLoader();

    assertThat(Written.audit().builder().classLoader(nothing).check().mistakes()).isEmpty();
  }

  @Test
  void contextLoader_isAskedByDefault() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader more = loader(PublisherProvider.class, Fine.class.getName())) {
      thread.setContextClassLoader(more);
      assertThat(Written.of("destinations.a.type", "fine").check().mistakes()).isEmpty();
      thread.setContextClassLoader(null);
      assertThat(Written.of("destinations.a.type", "fine").check().mistakes()).hasSize(1);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void providerThatBothLoadersKnow_isOne() throws Exception {
    try (URLClassLoader same = loader(PublisherProvider.class, MemoryProvider.class.getName())) {
      assertThat(Written.audit().builder().classLoader(same).check().mistakes()).isEmpty();
    }
    try (URLClassLoader same = loader(JournalProvider.class, ShelfProvider.class.getName())) {
      assertThat(Written.audit().builder().classLoader(same).check().mistakes()).isEmpty();
    }
  }

  @Test
  void twoProvidersOfAType_areRefused() throws Exception {
    assertThat(mistakesWith(SecondMemory.class.getName()))
        .containsExactly(
            "maestro.events.destinations (class path): two providers claim the type memory: "
                + MemoryProvider.class.getName()
                + " and "
                + SecondMemory.class.getName()
                + "; take one of them off the class path");
  }

  @Test
  void providerThatIsNotThere_isNamed() throws Exception {
    assertThat(mistakesWith("com.example.NotThere"))
        .singleElement()
        .asString()
        .contains("com.example.NotThere", "cannot be loaded");
  }

  @Test
  void providerThatCannotBeMade_isNamed() throws Exception {
    assertThat(mistakesWith(Unmakeable.class.getName()))
        .singleElement()
        .asString()
        .contains(Unmakeable.class.getName(), "cannot be loaded", "IllegalStateException")
        .doesNotContain("hunter2");
  }

  @Test
  void providerThatLacksAClass_isNamed_withTheArtifact() throws Exception {
    assertThat(mistakesWith(Lacking.class.getName()))
        .singleElement()
        .asString()
        .contains(
            Lacking.class.getName(),
            "the class org.apache.kafka.clients.producer.ProducerConfig is not on the class path;"
                + " add org.apache.kafka:kafka-clients");
  }

  @Test
  void providerWithABadTypeOrSettings_isNamed() throws Exception {
    for (Class<?> bad : List.of(BadType.class, NoType.class)) {
      assertThat(mistakesWith(bad.getName()))
          .as(bad.getSimpleName())
          .singleElement()
          .asString()
          .contains(bad.getName(), "cannot be used");
    }
    for (Map.Entry<String, Class<?>> bad :
        Map.<String, Class<?>>of(
                "taken", TakenName.class, "word", TakenWord.class, "nothing", NoSettings.class)
            .entrySet()) {
      try (URLClassLoader more = loader(PublisherProvider.class, bad.getValue().getName())) {
        assertThat(
                Written.of("destinations.a.type", bad.getKey())
                    .builder()
                    .classLoader(more)
                    .check()
                    .mistakes())
            .extracting(ConfigurationMistake::problem)
            .anyMatch(
                problem ->
                    problem.contains(bad.getValue().getName())
                        && problem.contains("cannot be used"));
      }
    }
  }

  @Test
  void otherProviders_areFound_behindOneThatIsBroken() throws Exception {
    assertThat(
            mistakesWith("com.example.NotThere", Unmakeable.class.getName(), Fine.class.getName()))
        .hasSize(2);
  }

  @Test
  void catalog_isToldWithoutTheBrokenOnes() throws Exception {
    try (URLClassLoader more =
        loader(PublisherProvider.class, Fine.class.getName(), Unmakeable.class.getName())) {
      assertThat(ConfigurationCatalog.of(more).types()).containsKeys("fine", "memory");
    }
  }

  @Test
  void adapterThatIsNotThere_isToldWithItsArtifact() {
    assertThat(Written.of("destinations.a.type", "sns").check().mistakes())
        .singleElement()
        .hasToString(
            "maestro.events.destinations.a.type (at maestro.events.destinations.a.type): no"
                + " provider for \"sns\" on the class path; add"
                + " io.github.maestroevents:maestro-events-sns");
  }

  @Test
  void providerThatCannotBeUsed_isPassedOverWithAWarning_whereNothingNeedsIt() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(MaestroEvents.class);
    log.start();
    logger.addAppender(log);
    try (URLClassLoader more =
            loader(
                PublisherProvider.class,
                "com.example.NotThere",
                Unmakeable.class.getName(),
                NoSettings.class.getName(),
                Fine.class.getName(),
                SecondFine.class.getName());
        ConfiguredPublisher publisher = Written.audit().builder().classLoader(more).open()) {
      assertThat(publisher.destinations()).containsOnlyKeys("audit");
      assertThat(publisher.description())
          .contains("passed over", "NotThere", "$Unmakeable", "$NoSettings", "$SecondFine");
      assertThat(log.list)
          .filteredOn(line -> line.getLevel() == Level.WARN)
          .extracting(ILoggingEvent::getFormattedMessage)
          .hasSize(4)
          .allMatch(line -> line.contains("passed over"));
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void journalProviderThatCannotBeUsed_isAMistake_onlyWhereAJournalMayNeedIt() throws Exception {
    try (URLClassLoader more = loader(JournalProvider.class, "com.example.NotThere")) {
      for (String place : List.of("none", "shelf:left")) {
        assertThat(Written.audit("journal", place).builder().classLoader(more).check().mistakes())
            .as(place)
            .isEmpty();
      }
      assertThat(
              Written.audit("journal", "rack:left").builder().classLoader(more).check().mistakes())
          .extracting(ConfigurationMistake::toString)
          .anyMatch(mistake -> mistake.contains("com.example.NotThere"));
    }
  }

  @Test
  void providerOfAType_isNamed_ifItsSettingsFail() throws Exception {
    try (URLClassLoader more = loader(PublisherProvider.class, NoSettings.class.getName())) {
      assertThat(
              Written.of("destinations.a.type", "nothing")
                  .builder()
                  .classLoader(more)
                  .check()
                  .mistakes())
          .extracting(ConfigurationMistake::problem)
          .anyMatch(problem -> problem.contains("its settings are null"));
    }
  }

  /** Those of providers, where a destination has a type that one of them may provide. */
  private List<String> mistakesWith(String... classes) throws Exception {
    try (URLClassLoader more = loader(PublisherProvider.class, classes)) {
      return Written.audit()
          .with("destinations.lost.type", "lost")
          .builder()
          .classLoader(more)
          .check()
          .mistakes()
          .stream()
          .filter(mistake -> !mistake.key().endsWith(".lost.type"))
          .map(ConfigurationMistake::toString)
          .toList();
    }
  }

  private URLClassLoader loader(Class<?> service, String... classes) throws IOException {
    Path root = Files.createTempDirectory(directory, "loader");
    Path services = Files.createDirectories(root.resolve("META-INF/services"));
    Files.write(services.resolve(service.getName()), List.of(classes));
    return new URLClassLoader(
        new URL[] {root.toUri().toURL()}, ProvidersTest.class.getClassLoader());
  }

  private abstract static class Named implements PublisherProvider {
    private final String type;
    private final List<Setting> settings;

    Named(String type, List<Setting> settings) {
      this.type = type;
      this.settings = settings;
    }

    @Override
    public String type() {
      return type;
    }

    @Override
    public List<Setting> settings() {
      return settings;
    }

    @Override
    public MaestroNotificationPublisher create(ProviderSettings written) {
      return event -> {};
    }
  }

  /** Nothing is wrong with it. */
  public static final class Fine extends Named {
    public Fine() {
      super("fine", List.of());
    }
  }

  /** Claims the type of the one before. */
  public static final class SecondFine extends Named {
    public SecondFine() {
      super("fine", List.of());
    }
  }

  /** Claims what is taken. */
  public static final class SecondMemory extends Named {
    public SecondMemory() {
      super("memory", List.of());
    }
  }

  /** Its constructor throws. */
  public static final class Unmakeable extends Named {
    public Unmakeable() {
      super(fail(), List.of());
    }

    private static String fail() {
      throw new IllegalStateException("hunter2");
    }
  }

  /** As if it were made without Kafka's client. */
  public static final class Lacking extends Named {
    public Lacking() {
      super(fail(), List.of());
    }

    private static String fail() {
      throw new NoClassDefFoundError("org/apache/kafka/clients/producer/ProducerConfig");
    }
  }

  /** No word. */
  public static final class BadType extends Named {
    public BadType() {
      super("Not A Word", List.of());
    }
  }

  /** Nothing at all. */
  public static final class NoType extends Named {
    public NoType() {
      super(null, List.of());
    }
  }

  /** Takes the name of a setting that every destination has. */
  public static final class TakenName extends Named {
    public TakenName() {
      super("taken", List.of(Setting.flag("retry.max-delay", "Mine.")));
    }
  }

  /** Would take the members of what every destination has. */
  public static final class TakenWord extends Named {
    public TakenWord() {
      super("word", List.of(Setting.group("retry", "Mine.", Set.of())));
    }
  }

  /** Null in place of a list. */
  public static final class NoSettings extends Named {
    public NoSettings() {
      super("nothing", null);
    }
  }
}
