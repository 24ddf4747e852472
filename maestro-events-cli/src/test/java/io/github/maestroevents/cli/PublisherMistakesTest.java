package io.github.maestroevents.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.spi.ReplayPublisherFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in how a publisher is named: each is told with what to mend. */
class PublisherMistakesTest {

  @TempDir Path temporary;

  private TestJournal journal;

  @BeforeEach
  void writeAJournal() {
    journal = TestJournal.with(temporary.resolve("journal"), 1);
  }

  @Test
  void libraryThatIsNotThere_isNamed() {
    Path nowhere = temporary.resolve("nowhere");

    assertRefused(replay(RecordingReplay.class.getName(), "--lib", nowhere.toString()))
        .contains("There is no " + nowhere);
  }

  @Test
  void configThatIsNotThere_isNamed() {
    Path nowhere = temporary.resolve("nope.properties");

    assertRefused(replay(RecordingReplay.class.getName(), "--config", nowhere.toString()))
        .contains("There is no file " + nowhere);
  }

  @Test
  void configThatIsNoFileOfProperties_isNamed_withoutItsWords() throws Exception {
    for (String line : List.of("password=C:\\users\\hush", "p=\\uhush", "p=hush\\u12")) {
      Path config = Files.writeString(temporary.resolve("replay.properties"), line);

      assertRefused(replay(RecordingReplay.class.getName(), "--config", config.toString()))
          .contains("replay.properties")
          .contains("four hexadecimal digits")
          .doesNotContain("hush");
    }
  }

  @Test
  void configThatIsNotUtf8_isNamed() throws Exception {
    Path config = Files.write(temporary.resolve("latin"), "p=h\u00fcsh".getBytes(ISO_8859_1));

    assertRefused(replay(RecordingReplay.class.getName(), "--config", config.toString()))
        .contains("is no text in UTF-8")
        .contains("latin");
  }

  @Test
  void classThatIsMissing_isNamed() {
    assertRefused(replay("com.example.Nowhere")).contains("no class com.example.Nowhere ");
    assertRefused(replay("Nowhere")).contains("no class Nowhere ");
    assertRefused(replay(Incomplete.class.getName())).contains("no class com.example.Client ");
  }

  @Test
  void settingThatWasTakenForAClass_isNotTold() throws Exception {
    Path config =
        Files.writeString(temporary.resolve("replay.properties"), "a=com.example.hush\nb=hush");

    assertRefused(replay(OfAClass.class.getName(), "--config", config.toString()))
        .contains("ClassNotFoundException")
        .doesNotContain("hush");
  }

  @Test
  void factoryThatGivesNothing_isNamed() {
    assertRefused(replay(Nothing.class.getName()))
        .contains("Nothing made no publisher")
        .contains("null");
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(CliRun run) {
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCodes.REFUSED);
    return assertThat(run.err()).hasLineCount(1).doesNotContain("defect");
  }

  private CliRun replay(String factory, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("journal", "replay", "-d", journal.directory(), "--publisher", factory));
    words.addAll(List.of(more));
    return CliRun.of(words.toArray(String[]::new));
  }

  /** As a factory is whose client library was not given. */
  public static final class Incomplete implements ReplayPublisherFactory {

    @Override
    public MaestroNotificationPublisher create(Map<String, String> settings) {
      throw new NoClassDefFoundError("com/example/Client");
    }
  }

  /** Loads a class that its settings name. */
  public static final class OfAClass implements ReplayPublisherFactory {

    @Override
    public MaestroNotificationPublisher create(Map<String, String> settings) {
      throw sneaky(new ClassNotFoundException(settings.get("a")));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Exception> RuntimeException sneaky(Exception e) throws T {
      throw (T) e;
    }
  }

  /** Forgets to make one. */
  public static final class Nothing implements ReplayPublisherFactory {

    @Override
    @SuppressWarnings("NullAway") // which is what is tried
    public MaestroNotificationPublisher create(Map<String, String> settings) {
      return null;
    }
  }
}
