package io.github.maestroevents.security.text;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.Tag;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.noop.NoOpNotificationPublisher;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Hostile texts in every place of an event, a file, a journal and an answer, and every output
 * searched for them: log lines with their stack traces, names of threads, messages of exceptions,
 * dead letters, and what the command line writes.
 */
class HostileTextTest {

  private static final long SEED = 20_261_130;
  private static final int EVENTS = 40;

  /** Ids, a message and what stands between them. */
  private static final int MAX_LINE_CHARS = 6_000;

  private static final int UNBOUNDED = Integer.MAX_VALUE;

  @TempDir private Path directory;

  private final HostileTexts texts = new HostileTexts(SEED);
  private final Logger root = (Logger) LoggerFactory.getLogger("io.github.maestroevents");
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final Appender appender = new Appender();

  @BeforeEach
  void listen() {
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.setLevel(Level.TRACE);
    root.setAdditive(false);
    root.addAppender(appender);
  }

  @AfterEach
  void listenNoMore() {
    root.detachAppender(appender);
    root.setAdditive(true);
    root.setLevel(null);
  }

  @Test
  void engine_adaptersAnswers_andDeadLetters_showNothingHostile() throws Exception {
    Path file = directory.resolve("letters.jsonl");
    JsonLinesDeadLetterFile letters = JsonLinesDeadLetterFile.at(file);
    List<String> messages = new ArrayList<>();
    List<String> names = List.of(texts.next(), texts.next());
    for (boolean throwing : new boolean[] {false, true}) {
      NonBlockingNotificationPublisher publisher =
          NonBlockingNotificationPublisher.builder(new Liar(new HostileTexts(SEED + 1), throwing))
              .name(names.get(throwing ? 1 : 0))
              .queue(QueuePolicy.defaults().withOverflow(OverflowPolicy.REJECT))
              .retry(RetryPolicy.defaults().withMaxAttempts(1))
              .deadLetterHandler(both(letters.borrowed(), DeadLetterHandler.logging()))
              .build();
      for (int i = 0; i < EVENTS; i++) {
        publisher.send(event(i));
      }
      Object unused = publisher.flush(Duration.ofSeconds(20));
      assertThat(publisher.stats().deadLettered()).isEqualTo(EVENTS);
      Thread.getAllStackTraces().keySet().stream()
          .map(Thread::getName)
          .filter(name -> name.startsWith("maestro-events"))
          .forEach(name -> assertThat(HostileTexts.foundIn(name + " ", 400)).isNull());
      publisher.close();
      try {
        publisher.send(event(0));
      } catch (RuntimeException closed) {
        messages.add(closed.toString());
      }
      messages.add(publisher.toString());
    }
    letters.close();

    assertThat(messages).hasSize(4);
    messages.forEach(message -> assertThat(HostileTexts.foundIn(message, 2_000)).isNull());
    assertThat(Files.readString(file).lines()).hasSize(2 * EVENTS);
    assertThat(HostileTexts.foundIn(Files.readString(file), UNBOUNDED)).isNull();
    assertThat(logged).hasSizeGreaterThan(2 * EVENTS);
    logged.forEach(line -> assertThat(HostileTexts.foundIn(line, MAX_LINE_CHARS)).isNull());

    // What was escaped comes back as it was sent.
    Path taken = directory.resolve("taken");
    CommandLineProgram.Run run =
        cli(
            "journal",
            "import",
            file.toString(),
            "-d",
            taken.toString(),
            "--create",
            "--letters-of",
            names.get(0),
            "--letters-of",
            names.get(1));
    assertThat(run.out()).as(run.err()).contains("70 events imported; 10 were there already");
  }

  @Test
  void loggingPublisher_showsNothingHostile() {
    try (NoOpNotificationPublisher publisher = NoOpNotificationPublisher.create()) {
      for (int i = 0; i < EVENTS; i++) {
        publisher.send(event(i));
        assertThat(HostileTexts.foundIn(EncodedEvent.of(event(i)).toString(), 1_500)).isNull();
      }
    }
    assertThat(logged).hasSize(2 * EVENTS); // DEBUG has the body, whole
    logged.forEach(line -> assertThat(HostileTexts.foundIn(line, UNBOUNDED)).isNull());
  }

  @Test
  void commandLine_showsNothingHostile_ofAJournalThatSomebodyHasCrafted() throws Exception {
    Path place = directory.resolve("journal");
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      entries.add(new JournalEntry(i + 1, Instant.EPOCH, EncodedEvent.of(event(i))));
    }
    try (EventJournal journal = JournalPlace.inDirectory(place).open(true)) {
      journal.append(entries);
    }
    craft(place);
    Path letters = directory.resolve("crafted.jsonl");
    Files.write(letters, craftedLetters().getBytes(StandardCharsets.UTF_8));
    String d = place.toString();
    String l = letters.toString();

    search(MAX_LINE_CHARS, "journal", "status", "-d", d, "--top", "50");
    search(2_000, "journal", "list", "-d", d, "--limit", "1000");
    for (JournalEntry entry : entries.subList(0, 10)) {
      search(MAX_LINE_CHARS, "journal", "explain", entry.event().id().value(), "-d", d);
    }
    search(UNBOUNDED, "journal", "export", "-d", d);
    search(MAX_LINE_CHARS, "journal", "quarantine", "-d", d);
    search(UNBOUNDED, "journal", "quarantine", "-d", d, "--bytes");
    search(MAX_LINE_CHARS, "journal", "replay", "-d", d, "--to-log", "--keep");
    search(MAX_LINE_CHARS, "journal", "requeue", "-d", d, "--all");
    search(MAX_LINE_CHARS, "dead-letters", "list", l);
    search(MAX_LINE_CHARS, "explain", "t", "--dead-letters", l);
    search(MAX_LINE_CHARS, "journal", "import", l, "-d", d);
    for (int i = 0; i < 8; i++) {
      String text = texts.next().replace('\u0000', 'z');
      search(MAX_LINE_CHARS, "explain", text, "--dead-letters", l);
      search(
          MAX_LINE_CHARS, "journal", "status", "-d", directory.resolve("x") + "/" + shorter(text));
      search(MAX_LINE_CHARS, "journal", "status", text);
      search(MAX_LINE_CHARS, "journal", "import", shorter(text), "-d", d);
      search(MAX_LINE_CHARS, "dead-letters", "resend", l, "--destination", text, "--dry-run");
    }
    logged.forEach(line -> assertThat(HostileTexts.foundIn(line, MAX_LINE_CHARS)).isNull());
  }

  private static String shorter(String text) {
    return text.substring(0, Math.min(60, text.length()));
  }

  private void search(int maxLineChars, String... words)
      throws ReflectiveOperationException, IOException {
    CommandLineProgram.Run run = cli(words);
    String command = String.join(" ", words).replaceAll("\\P{Print}", "?");
    assertThat(HostileTexts.foundIn(run.out(), maxLineChars)).as(command).isNull();
    assertThat(HostileTexts.foundIn(run.err(), maxLineChars)).as(command).isNull();
    assertThat(run.out() + run.err()).as(command).isNotEmpty();
    assertThat(run.exit()).as(command).matches("[0-3]");
  }

  private CommandLineProgram.Run cli(String... words)
      throws ReflectiveOperationException, IOException {
    return CommandLineProgram.runHere(List.of(words));
  }

  private void craft(Path place) throws Exception {
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + place.resolve("events.db"))) {
      for (String column :
          List.of(
              "event_id",
              "type",
              "level",
              "workflow_id",
              "ordering_key",
              "content_type",
              "attributes")) {
        try (PreparedStatement update =
            connection.prepareStatement("UPDATE event SET " + column + " = ? WHERE sequence = ?")) {
          for (int i = 0; i < 4; i++) {
            update.setString(1, texts.next());
            update.setLong(2, 11 + 7L * i + column.length() % 7);
            update.executeUpdate();
          }
        }
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO quarantine VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, 1)")) {
        for (int i = 0; i < 20; i++) {
          insert.setLong(1, i);
          for (int column = 2; column <= 10; column++) {
            insert.setString(column, texts.next());
          }
          insert.executeUpdate();
        }
      }
    }
  }

  private String craftedLetters() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append('{');
      for (String field :
          List.of(
              "id",
              "type",
              "workflow_id",
              "ordering_key",
              "destination",
              "reason",
              "cause",
              "attempts",
              "first_attempt",
              "time",
              "event_text")) {
        lines.append('"').append(field).append("\":\"").append(escaped(texts.next())).append("\",");
      }
      lines.append("\"x\":0}\n").append(texts.next().replace("\n", "")).append('\n');
    }
    return lines.toString();
  }

  private static String escaped(String text) {
    StringBuilder json = new StringBuilder();
    text.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
    return json.toString();
  }

  private MaestroEvent event(int number) {
    return switch (number % 4) {
      case 0 ->
          StepInstanceStatusChangeEvent.builder()
              .workflowId(texts.next())
              .stepId(texts.next())
              .workflowUuid(texts.next())
              .stepUuid(texts.next())
              .correlationId(texts.next())
              .clusterName(texts.next())
              .build();
      case 1 ->
          WorkflowInstanceStatusChangeEvent.builder()
              .workflowId(texts.next())
              .workflowName(texts.next())
              .tags(List.of(Tag.builder().name(texts.next()).attribute("a", texts.next()).build()))
              .build();
      case 2 ->
          HostEvent.builder("host.type", "id-" + number)
              .subject(texts.next())
              .orderingKey(texts.next())
              .extension("extra", texts.next())
              .level(EventLevel.WARN)
              .body("text/plain", texts.next().getBytes(StandardCharsets.UTF_8))
              .build();
      default ->
          OpaqueMaestroEvent.builder(texts.next(), texts.next())
              .workflowId(texts.next())
              .workflowUuid(texts.next())
              .clusterName(texts.next())
              .build();
    };
  }

  private static DeadLetterHandler both(DeadLetterHandler first, DeadLetterHandler second) {
    return letter -> {
      first.handle(letter);
      second.handle(letter);
    };
  }

  /** A destination that rejects, fails and throws, each time with a text of its own. */
  private static final class Liar implements BatchNotificationPublisher {

    private final HostileTexts texts;
    private final boolean throwing;

    Liar(HostileTexts texts, boolean throwing) {
      this.texts = texts;
      this.throwing = throwing;
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(10);
    }

    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      RuntimeException cause =
          new IllegalStateException(texts.next(), new IllegalArgumentException(texts.next()));
      if (throwing) {
        throw cause;
      }
      List<DeliveryOutcome> outcomes =
          batch.stream().map(event -> DeliveryOutcome.rejected(cause)).toList();
      return CompletableFuture.completedFuture(new BatchResult(outcomes));
    }
  }

  /** Keeps each line as a host prints it, with logger, thread and stack trace. */
  private final class Appender extends AppenderBase<ILoggingEvent> {

    private final PatternLayout layout = new PatternLayout();

    @Override
    public void start() {
      layout.setContext(getContext());
      layout.setPattern("%level [%thread] %logger - %msg%n%rEx");
      layout.start();
      super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
      // Tabs are the layout's own, before the lines of a stack trace.
      logged.add(layout.doLayout(event).replace("\tat ", "at ").replace("\t...", "..."));
    }
  }
}
