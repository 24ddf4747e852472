package io.github.maestroevents.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.config.fixture.Memory;
import io.github.maestroevents.config.fixture.Written;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.testkit.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything is opened, or nothing is. */
class OpeningTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private static final Written THREE =
      Written.of(
          "destinations.a.type", "memory",
          "destinations.a.journal", "shelf:a",
          "destinations.b.type", "memory",
          "destinations.b.journal", "shelf:b",
          "destinations.c.type", "memory",
          "destinations.c.journal", "shelf:c");

  @AfterEach
  void forget() {
    Memory.forget();
  }

  @Test
  void failingPublisher_leavesNothingOpen() {
    Memory.failCreate(name -> name.equals("c") ? new IllegalArgumentException("not so") : null);

    assertThatThrownBy(THREE::open)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "maestro.events.destinations.c.type (at maestro.events.destinations.c.type): cannot be"
                + " opened: not so");
    assertThat(Memory.JOURNALS).isEmpty();
    assertThat(Memory.CLOSED).containsExactly("publisher b", "publisher a");
  }

  @Test
  void failingPublishers_areToldTogether() {
    Memory.failCreate(name -> name.equals("b") ? null : new IllegalArgumentException("not so"));

    ConfigurationException failure =
        catchThrowableOfType(ConfigurationException.class, THREE::open);

    assertThat(failure.mistakes()).hasSize(2);
    assertThat(Memory.CLOSED).containsExactly("publisher b");
  }

  @Test
  void failingJournal_leavesNothingOpen() {
    Memory.failOpen(name -> name.equals("c") ? new JournalException("disk is gone") : null);

    assertThatThrownBy(THREE::open)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("destinations.c.journal")
        .hasMessageContaining("disk is gone");
    assertThat(Memory.CLOSED)
        .containsExactly("journal b", "journal a", "publisher c", "publisher b", "publisher a");
  }

  @Test
  void failingJournal_isNotFollowedByAnother() {
    Memory.failOpen(name -> new JournalException("no database"));

    ConfigurationException failure =
        catchThrowableOfType(ConfigurationException.class, THREE::open);

    assertThat(failure.mistakes()).hasSize(1);
  }

  @Test
  void failingCustomizer_leavesNothingOpenAndNothingRunning() {
    assertThatThrownBy(
            () ->
                THREE
                    .builder()
                    .customizer(
                        (name, builder) -> {
                          if (name.equals("c")) {
                            throw new IllegalStateException("the host does not like it");
                          }
                        })
                    .open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("destinations.c.type")
        .hasMessageContaining("IllegalStateException");
    assertThat(Memory.CLOSED)
        .containsExactly(
            "journal c", "journal b", "journal a", "publisher c", "publisher b", "publisher a");
    assertThat(threadsOf("a", "b", "c")).isEmpty();
  }

  @Test
  void failingBuild_closesWhatWasStartedForDeadLetters() {
    Written written =
        Written.audit("dead-letters", "destination:dead", "acceptance", "memory")
            .with("destinations.dead.type", "memory", "destinations.dead.journal", "shelf:dead");

    assertThatThrownBy(
            () ->
                written
                    .builder()
                    .customizer(
                        (name, builder) -> {
                          if (name.equals("audit")) {
                            builder.queue(QueuePolicy.spilling()); // without a journal
                          }
                        })
                    .open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SPILL needs a journal");
    assertThat(Memory.CLOSED).contains("publisher dead", "journal dead", "publisher audit");
    assertThat(threadsOf("dead", "audit")).isEmpty();
  }

  @Test
  void oneOfSeveralThatCannotBeStarted_isToldWithoutAGuess() {
    assertThatThrownBy(
            () ->
                Written.audit()
                    .with("destinations.b.type", "memory")
                    .builder()
                    .customizer(
                        (name, builder) -> {
                          if (name.equals("audit")) {
                            builder.queue(QueuePolicy.spilling()); // without a journal
                          }
                        })
                    .open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("maestro.events.destinations (")
        .hasMessageContaining("SPILL needs a journal");
    assertThat(Memory.CLOSED).containsExactly("publisher b", "publisher audit");
  }

  @Test
  void nameThatACustomizerGives_isAMistake_andNothingStaysOpen() {
    assertThatThrownBy(
            () ->
                Written.audit()
                    .with("destinations.b.type", "memory")
                    .builder()
                    .customizer((name, builder) -> builder.name("same"))
                    .open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("audit.type")
        .hasMessageContaining("the host's customizer has renamed it");
    assertThatThrownBy(
            () -> Written.audit().builder().customizer((name, b) -> b.name("other")).open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the host's customizer has renamed it");
    assertThat(Memory.CLOSED).contains("publisher b", "publisher audit");
  }

  @Test
  void flush_waitsForDeadLetters_alongTheirChain() {
    Written written =
        Written.of(
            "destinations.last.type", "memory",
            "destinations.middle.type", "memory",
            "destinations.middle.dead-letters", "destination:last",
            "destinations.audit.type", "memory",
            "destinations.audit.dead-letters", "destination:middle");
    try (ConfiguredPublisher publisher = written.open()) {
      for (String name : List.of("audit", "middle")) {
        Memory.PUBLISHERS
            .get(name)
            .answer(event -> DeliveryOutcome.rejected(new IllegalStateException("no")));
      }
      for (int i = 0; i < 5; i++) {
        publisher.send(TestEvents.event());
      }
      assertThat(publisher.flush(LONG)).isEqualTo(FlushResult.DEAD_LETTERED);
      assertThat(Memory.PUBLISHERS.get("last").events).hasSize(5);
    }
  }

  @Test
  void publisherThatTwoDestinationsShare_isRefused() {
    MaestroNotificationPublisher shared = new Shared();
    Memory.wrap(made -> shared);

    assertThatThrownBy(() -> Written.audit().with("destinations.b.type", "memory").open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("wraps");
  }

  private static final class Shared implements MaestroNotificationPublisher {
    @Override
    public void send(MaestroEvent event) {}
  }

  @Test
  void errorOfAProvider_isAMistake_andNothingStaysOpen() {
    Memory.failCreate(name -> name.equals("c") ? new ExceptionInInitializerError("no") : null);

    assertThatThrownBy(THREE::open).isInstanceOf(ConfigurationException.class);
    assertThat(Memory.CLOSED).containsExactly("publisher b", "publisher a");
  }

  @Test
  void missingClass_isToldWithItsArtifact() {
    Memory.failCreate(
        name -> new NoClassDefFoundError("software/amazon/awssdk/services/sqs/SqsAsyncClient"));

    assertThatThrownBy(() -> Written.audit().open())
        .hasMessageContaining("add software.amazon.awssdk:sqs");
  }

  @Test
  void errorOfTheMachine_isThrownOn_andNothingStaysOpen() {
    Memory.failCreate(name -> name.equals("c") ? new OutOfMemoryError("of the test") : null);

    assertThatThrownBy(THREE::open).isInstanceOf(OutOfMemoryError.class);
    assertThat(Memory.CLOSED).containsExactly("publisher b", "publisher a");
  }

  @Test
  void failingClose_isToldWithTheFailure_andTheOthersAreClosed() {
    Memory.failCreate(name -> name.equals("c") ? new IllegalArgumentException("not so") : null);
    Memory.failClose(name -> name.equals("b") ? new IOException("stuck") : null);

    Throwable failure = catchThrowable(THREE::open);

    assertThat(failure).isInstanceOf(ConfigurationException.class);
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0].toString()).contains("IOException");
    assertThat(Memory.CLOSED).containsExactly("publisher b", "publisher a");
  }

  @Test
  void interrupt_inAProvider_keepsItsFlag() {
    Memory.failCreate(name -> new InterruptedException());

    assertThatThrownBy(() -> Written.audit().open()).isInstanceOf(ConfigurationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void letterFileThatCannotBeOpened_isAMistake(@TempDir Path directory) {
    assertThatThrownBy(
            () -> Written.audit("dead-letters", "file:" + directory + "/none/dead.jsonl").open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("destinations.audit.dead-letters")
        .hasMessageContaining("NoSuchFileException");
    assertThat(Memory.CLOSED).containsExactly("publisher audit");
  }

  @Test
  void deadLetters_goToAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("dead.jsonl");
    try (ConfiguredPublisher publisher =
        Written.audit("dead-letters", "file:" + file, "dead-letter-file.max-files", "1").open()) {
      Memory.PUBLISHERS
          .get("audit")
          .answer(event -> DeliveryOutcome.rejected(new IllegalStateException("no")));
      publisher.send(TestEvents.event());
      assertThat(publisher.flush(LONG)).isEqualTo(FlushResult.DEAD_LETTERED);
    }
    assertThat(Files.readAllLines(file)).hasSize(1);
  }

  @Test
  void deadLetters_goToAnotherDestination_whichGetsNoEvents() {
    Written written =
        Written.audit("dead-letters", "destination:dead").with("destinations.dead.type", "memory");
    ConfiguredPublisher publisher = written.open();
    Memory.PUBLISHERS
        .get("audit")
        .answer(
            event ->
                event.level().wireName().equals("info")
                    ? DeliveryOutcome.delivered()
                    : DeliveryOutcome.rejected(new IllegalStateException("no")));
    publisher.send(TestEvents.event());
    publisher.send(TestEvents.failure());

    assertThat(publisher.flush(LONG)).isEqualTo(FlushResult.DEAD_LETTERED);
    assertThat(publisher.destinations()).containsOnlyKeys("audit", "dead");
    assertThat(publisher.statsByDestination()).containsOnlyKeys("audit", "dead");
    assertThat(publisher.stats().offered()).isEqualTo(2);
    assertThat(Memory.PUBLISHERS.get("dead").events)
        .singleElement()
        .satisfies(letter -> assertThat(letter.attributes()).containsKey("dlqdestination"));
    assertThat(publisher.closeTimeout()).isEqualTo(Duration.ofSeconds(20));

    publisher.close();
    assertThat(Memory.CLOSED).containsExactly("publisher audit", "publisher dead");
    assertThat(threadsOf("dead", "audit")).isEmpty();
  }

  @Test
  void chainOfDeadLetters_isOpenedFromItsEnd() {
    Written written =
        Written.audit("dead-letters", "destination:b")
            .with(
                "destinations.b.type", "memory",
                "destinations.b.dead-letters", "destination:c",
                "destinations.c.type", "memory",
                "destinations.other.type", "memory",
                "destinations.other.dead-letters", "destination:c");
    List<String> order = new ArrayList<>();
    ConfiguredPublisher publisher =
        written.builder().customizer((name, builder) -> order.add(name)).open();

    assertThat(order).containsExactly("c", "b", "audit", "other");
    assertThat(publisher.name()).isEqualTo("audit+other");
    publisher.close();
    assertThat(Memory.CLOSED)
        .containsExactlyInAnyOrder(
            "publisher audit", "publisher other", "publisher b", "publisher c");
  }

  @Test
  void pause_holdsAllDestinations() {
    Written written =
        Written.audit("dead-letters", "destination:dead").with("destinations.dead.type", "memory");
    try (ConfiguredPublisher publisher = written.open()) {
      publisher.pause();
      assertThat(publisher.statsByDestination().values()).allMatch(stats -> stats.paused());
      publisher.resume();
      assertThat(publisher.statsByDestination().values()).noneMatch(stats -> stats.paused());
    }
  }

  @Test
  void customizer_hasTheLastWord() {
    List<String> called = new ArrayList<>();
    try (ConfiguredPublisher publisher =
        Written.audit("queue.capacity", "64")
            .builder()
            .customizer((name, builder) -> called.add("first " + name))
            .customizer(
                (name, builder) -> {
                  called.add("second " + name);
                  builder.queue(QueuePolicy.defaults().withCapacity(128));
                })
            .open()) {
      assertThat(called).containsExactly("first audit", "second audit");
      assertThat(publisher.destinations().get("audit").toString()).contains("capacity=128");
    }
  }

  @Test
  void hostObject_isGivenToTheProvider_byNameOrAsTheOnlyOne() {
    try (ConfiguredPublisher publisher =
        Written.audit().builder().hostObject("number", 7).hostObject("word", "seven").open()) {
      var settings = Memory.CREATED.get(0);
      assertThat(settings.hostObject(Integer.class, "number")).contains(7);
      assertThat(settings.hostObject(Integer.class, "word")).isEmpty();
      assertThat(settings.hostObject(Integer.class, "")).contains(7);
      assertThat(settings.hostObject(Long.class, "")).isEmpty();
      assertThatThrownBy(() -> settings.hostObject(Object.class, ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("number, word");
      assertThat(publisher.name()).isEqualTo("audit");
    }
  }

  @Test
  void disabled_acceptsEveryEvent_andOpensNothing() {
    try (ConfiguredPublisher publisher =
        Written.of("enabled", "false", "destinations.audit.type", "nonsense", "typo", "x").open()) {
      publisher.send(TestEvents.event());

      assertThat(publisher.flush(LONG)).isEqualTo(FlushResult.DELIVERED);
      assertThat(publisher.stats().filtered()).isEqualTo(1);
      assertThat(publisher.destinations()).isEmpty();
      assertThat(publisher.statsByDestination()).isEmpty();
      assertThat(threadsOf("disabled")).isEmpty();
      assertThat(publisher.description())
          .isEqualTo(
              "maestro-events is disabled by maestro.events.enabled (at maestro.events.enabled):"
                  + " every event is accepted, and goes nowhere");
    }
    assertThat(Memory.CREATED).isEmpty();
  }

  @Test
  void disabled_refusesEvents_onceItIsClosed() {
    ConfiguredPublisher publisher = Written.of("enabled", "false").open();
    publisher.send(TestEvents.event(), Map.of("traceparent", "x"));
    assertThat(publisher.submit(TestEvents.event()).toCompletableFuture().join())
        .isEqualTo(DeliveryOutcome.filtered());
    publisher.pause();
    assertThat(publisher.stats().paused()).isTrue();
    assertThat(publisher.stats().balanced()).isTrue();
    publisher.close();

    assertThatThrownBy(() -> publisher.send(TestEvents.event()))
        .isInstanceOf(PublisherClosedException.class)
        .hasMessageContaining("at maestro.events.enabled");
    assertThat(publisher.stats().rejected()).isEqualTo(1);
    assertThat(publisher.stats().offered()).isEqualTo(3);
  }

  @Test
  void letterFile_isRefused_whileAnotherPublisherWritesIt(@TempDir Path directory)
      throws Exception {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    try (ConfiguredPublisher first =
        Written.audit("dead-letters", "file:" + real + "/dead.jsonl").open()) {
      for (String file :
          List.of(real + "/dead.jsonl", link + "/dead.jsonl", real + "/dead.jsonl.2")) {
        assertThatThrownBy(
                () ->
                    Written.of(
                            "destinations.b.type",
                            "memory",
                            "destinations.b.dead-letters",
                            "file:" + file)
                        .open())
            .as(file)
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("destinations.b.dead-letters")
            .hasMessageContaining("the destination audit writes its dead letters there");
      }
      assertThat(first.name()).isEqualTo("audit");
    }
    for (int i = 0; i < 2; i++) { // what is closed is free again, whatever handler the host has set
      Written.audit("dead-letters", "file:" + real + "/dead.jsonl")
          .builder()
          .customizer((name, builder) -> builder.deadLetterHandler(DeadLetterHandler.logging()))
          .open()
          .close();
    }
  }

  @Test
  void directoryOfAllLetterFiles_isMade(@TempDir Path directory) throws Exception {
    try (ConfiguredPublisher publisher =
        Written.audit().with("defaults.dead-letters", "file:" + directory + "/all/dead").open()) {
      assertThat(publisher.name()).isEqualTo("audit");
      assertThat(directory.resolve("all/dead/audit.jsonl")).exists();
      assertThat(Files.getPosixFilePermissions(directory.resolve("all/dead")))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void failingOpening_closesWhatWasStarted_once() {
    Written written =
        Written.audit("dead-letters", "destination:dead")
            .with("destinations.dead.type", "memory", "destinations.dead.journal", "shelf:dead");

    assertThatThrownBy(
            () ->
                written
                    .builder()
                    .customizer(
                        (name, builder) -> {
                          if (name.equals("audit")) {
                            throw new IllegalStateException("no");
                          }
                        })
                    .open())
        .isInstanceOf(ConfigurationException.class);
    assertThat(Memory.CLOSED)
        .containsExactlyInAnyOrder("publisher dead", "journal dead", "publisher audit");
  }

  @Test
  void adapter_isOpenedAlone() throws Exception {
    try (MaestroNotificationPublisher adapter = THREE.builder().openAdapter("b")) {
      adapter.send(TestEvents.event());
    }
    assertThat(Memory.PUBLISHERS).containsOnlyKeys("b");
    assertThat(Memory.JOURNALS).isEmpty();
    assertThatThrownBy(() -> THREE.builder().openAdapter("d"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("there is no such destination; destinations: a, b, c");
  }

  @Test
  void bestEffort_isNoReasonToRefuse() {
    try (ConfiguredPublisher publisher =
        Written.audit()
            .with(
                "destinations.b.type", "memory",
                "destinations.b.required", "false",
                "destinations.b.queue.overflow", "reject",
                "destinations.b.queue.capacity", "2")
            .open()) {
      publisher.destinations().get("b").pause();
      for (int i = 0; i < 100; i++) {
        publisher.send(TestEvents.event());
      }
      assertThat(publisher.stats().offered()).isEqualTo(200);
      publisher.destinations().get("b").resume();
    }
  }

  @Test
  void journal_takesEvents_underJournaled() {
    try (ConfiguredPublisher publisher =
        Written.audit("journal", "shelf:left", "acceptance", "journaled").open()) {
      publisher.pause();
      publisher.send(TestEvents.event());

      assertThat(Memory.JOURNALS.get("audit").disk).hasSize(1);
    }
  }

  private static List<String> threadsOf(String... names) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(
            thread ->
                List.of(names).stream().anyMatch(name -> thread.matches(".*\\b" + name + "\\b.*")))
        .toList();
  }
}
