package io.github.maestroevents.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.fixture.Memory;
import io.github.maestroevents.config.fixture.Written;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are right alone and not together; each is told with where it stands. */
class ContradictionsTest {

  @AfterEach
  void forget() {
    assertThat(Memory.CREATED).isEmpty();
    Memory.forget();
  }

  @Test
  void journaled_isRefused_withoutAJournal() {
    refused(Written.audit("acceptance", "journaled"), "acceptance", "needs a journal");
    refused(
        Written.audit("acceptance", "journaled", "journal", "none"),
        "acceptance",
        "needs a journal");
  }

  @Test
  void spill_isRefused_withoutAJournal() {
    refused(Written.audit("queue.overflow", "spill"), "queue.overflow", "needs a journal");
  }

  @Test
  void confirmed_isRefused_withAJournal() {
    refused(
        Written.audit("acceptance", "confirmed", "journal", "shelf:left"),
        "acceptance",
        "of no use under acceptance=confirmed");
  }

  @Test
  void overflow_isRefused_ifTheJournalWouldTakeNothing() {
    refused(
        Written.audit("queue.overflow", "reject", "journal", "shelf:left"),
        "queue.overflow",
        "must be spill");
  }

  @Test
  void overflow_isTaken_whereTheJournalTakesAll() {
    accepted(
        Written.audit(
            "queue.overflow", "reject", "journal", "shelf:left", "acceptance", "journaled"));
  }

  @Test
  void settingsOfAnotherJournal_areRefused() {
    refused(
        Written.audit("journal", "shelf:left", "sqlite.max-bytes", "4MiB"),
        "sqlite.max-bytes",
        "is a setting of sqlite journals, but the journal is of shelf");
    refused(Written.audit("shelf.boards", "3"), "shelf.boards", "is of no use without a journal");
    refused(
        Written.audit("journaling.when-full", "reject"),
        "journaling.when-full",
        "is of no use without a journal");
  }

  @Test
  void settingsOfSeveralJournals_areTaken_asDefaults() {
    accepted(
        Written.audit("journal", "shelf:left")
            .with("defaults.sqlite.max-bytes", "4MiB", "defaults.shelf.boards", "3"));
    accepted(Written.audit().with("defaults.shelf.boards", "3"));
  }

  @Test
  void timeouts_areRefused_underAnotherAcceptance() {
    refused(Written.audit("confirm-timeout", "3s"), "confirm-timeout", "set acceptance=confirmed");
    refused(Written.audit("append-timeout", "3s"), "append-timeout", "set acceptance=journaled");
    accepted(Written.audit().with("defaults.confirm-timeout", "3s"));
  }

  @Test
  void placeOfDeadLetters_mustBeADestination() {
    refused(
        Written.audit("dead-letters", "destination:lost").with("destinations.last.type", "memory"),
        "dead-letters",
        "there is no such destination; did you mean destination:last?");
  }

  @Test
  void deadLetters_mustNotGoRoundInACircle() {
    refused(
        Written.audit("dead-letters", "destination:audit"),
        "dead-letters",
        "cannot take its own dead letters");
    List<ConfigurationMistake> circle =
        Written.audit("dead-letters", "destination:b")
            .with(
                "destinations.b.type", "memory", "destinations.b.dead-letters", "destination:audit")
            .check()
            .mistakes();
    assertThat(circle).anyMatch(mistake -> mistake.problem().contains("round in a circle"));
  }

  @Test
  void destinationOfDeadLetters_takesNoSettingsOfEvents() {
    Written written =
        Written.audit("dead-letters", "destination:dead").with("destinations.dead.type", "memory");
    accepted(written);
    accepted(written.with("defaults.filter.level", "warn", "defaults.acceptance", "confirmed"));
    for (Map.Entry<String, String> setting :
        Map.of("required", "true", "filter.level", "warn", "acceptance", "confirmed").entrySet()) {
      String name = "destinations.dead." + setting.getKey();
      assertThat(written.with(name, setting.getValue()).check().mistakes())
          .as(name)
          .anyMatch(mistake -> mistake.key().equals(Written.PREFIX + name));
    }
  }

  @Test
  void twoDestinations_mustNotShareAFileOrADirectory() {
    for (String setting : List.of("journal", "dead-letters")) {
      Written written =
          Written.audit(setting, "file:/tmp/a/b")
              .with(
                  "destinations.b.type", "memory", "destinations.b." + setting, "file:/tmp/a/./b");
      assertThat(written.check().mistakes())
          .as(setting)
          .anyMatch(
              mistake ->
                  mistake.key().equals("maestro.events.destinations.b." + setting)
                      && mistake.problem().contains("the destination audit"));
    }
  }

  @Test
  void deadLetters_mustNotGoIntoAJournal_whateverLeadsThere(@TempDir Path directory)
      throws Exception {
    Path journal = Files.createDirectory(directory.resolve("journal"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), journal);
    for (String file : List.of(journal + "/events.db", link + "/a/../letters.jsonl")) {
      refused(
          Written.audit("journal", "file:" + journal, "dead-letters", "file:" + file),
          "dead-letters",
          "the journal of audit is there");
    }
    refused(
        Written.audit("dead-letters", "file:" + directory + "/letters.1")
            .with(
                "destinations.other.type",
                "memory",
                "destinations.other.dead-letters",
                "file:" + directory + "/letters"),
        "dead-letters",
        "the dead letters of other come to this file");
    accepted(
        Written.audit(
            "journal", "file:" + journal, "dead-letters", "file:" + directory + "/letters.jsonl"));
  }

  @Test
  void places_mustBeWhole() {
    refused(Written.audit("dead-letters", "file:dead.jsonl"), "dead-letters", "a whole path");
    refused(Written.audit("dead-letters", "file:/"), "dead-letters", "the root");
    refused(Written.audit("journal", "file:journal"), "journal", "a whole path");
    refused(Written.audit("journal", "file:/"), "journal", "the root");
    refused(Written.audit("journal", "file:///a/.."), "journal", "the root");
  }

  @Test
  void deadLetters_mustNotGoIntoTheConfiguration(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("events.properties");
    Files.writeString(
        file,
        """
        maestro.events.destinations.audit.type=memory
        maestro.events.destinations.audit.dead-letters=file:%s
        """
            .formatted(file));

    assertThat(MaestroEvents.builder().file(file).check().mistakes())
        .singleElement()
        .asString()
        .contains("events.properties:2", "this configuration is that file");
  }

  @Test
  void defaults_giveEachDestinationAPlaceOfItsOwn() {
    Written written =
        Written.audit()
            .with(
                "destinations.b.type",
                "memory",
                "journal",
                "file:/tmp/journals",
                "defaults.dead-letters",
                "file:/tmp/letters/");
    accepted(written);
    assertThat(written.check().description())
        .contains("file:/tmp/journals/audit", "file:/tmp/journals/b")
        .contains("file:/tmp/letters/audit.jsonl", "file:/tmp/letters/b.jsonl");
  }

  @Test
  void noDestination_isRefused() {
    assertThat(Written.of("close-timeout", "5s").check().mistakes())
        .singleElement()
        .satisfies(mistake -> assertThat(mistake.problem()).contains("there is no destination"));
    assertThat(MaestroEvents.builder().check().mistakes()).hasSize(1);
  }

  @Test
  void destinations_mustHaveOneThatIsRequired() {
    refused(Written.audit("required", "false"), "required", "no destination is required");
  }

  @Test
  void confirmation_isRefused_whereNobodyWaits() {
    assertThat(
            Written.audit("required", "false", "acceptance", "confirmed")
                .with("destinations.b.type", "memory")
                .check()
                .mistakes())
        .anyMatch(
            mistake ->
                mistake.key().endsWith("audit.acceptance")
                    && mistake.problem().contains("nobody waits"));
  }

  @Test
  void bounds_mustNotCross() {
    refused(
        Written.audit("retry.initial-delay", "1m"),
        "retry.initial-delay",
        "must be at most retry.max-delay, which is 30s");
    refused(
        Written.audit("retry.max-delay", "50ms"),
        "retry.max-delay",
        "must be at least retry.initial-delay, which is 100ms");
    accepted(Written.audit("retry.initial-delay", "1m", "retry.max-delay", "2m"));
    refused(
        Written.audit("circuit-breaker.window", "3"),
        "circuit-breaker.window",
        "must be at least circuit-breaker.min-calls, which is 5");
    refused(
        Written.audit("circuit-breaker.max-open-for", "1s"),
        "circuit-breaker.max-open-for",
        "must be at least circuit-breaker.open-for, which is 5s");
    accepted(Written.audit("circuit-breaker.open-for", "10m"));
  }

  @Test
  void settingsOfACircuit_areRefused_ifThereIsNone() {
    refused(
        Written.audit("circuit-breaker.enabled", "false", "circuit-breaker.window", "30"),
        "circuit-breaker.window",
        "of no use under circuit-breaker.enabled=false");
  }

  @Test
  void boundsOfALetterFile_areRefused_withoutAFile() {
    refused(
        Written.audit("dead-letter-file.max-files", "3"),
        "dead-letter-file.max-files",
        "without a file of dead letters");
  }

  @Test
  void shortAndLongForm_areRefusedTogether() {
    assertThat(
            Written.audit()
                .with("close-timeout", "5s", "defaults.close-timeout", "6s")
                .check()
                .mistakes())
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.key()).isEqualTo("maestro.events.close-timeout");
              assertThat(mistake.problem()).contains("maestro.events.defaults.close-timeout");
            });
  }

  @Test
  void typeOfAll_isRefused() {
    assertThat(Written.audit().with("defaults.type", "memory").check().mistakes())
        .singleElement()
        .satisfies(mistake -> assertThat(mistake.problem()).contains("has no default"));
  }

  @Test
  void eventTypes_areRefused_ifTheyAreSlipsOfThePen() {
    refused(
        Written.audit("filter.types", "STEP_INSTANCE_STATUS_CHANGE_EVENTS, order.paid"),
        "filter.types",
        "did you mean STEP_INSTANCE_STATUS_CHANGE_EVENT?");
    accepted(Written.audit("filter.types", "order.paid, workflow_deletion_change_event"));
  }

  @Test
  void eventTypes_areRefused_ifMaestroHasNoSuchType() {
    for (String type : new String[] {"STEP_INSTANCE_STATUS_CHANGE", "STEPS", "UNKNOWN"}) {
      refused(Written.audit("filter.types", type), "filter.types", "no event type");
    }
    accepted(Written.audit("filter.types", "STEP*, orderPaid"));
    refused(Written.audit("filter.clusters", "te*"), "filter.clusters", "no pattern");
  }

  @Test
  void defaultsForEvents_areNotThoseOfADestinationOfDeadLetters() {
    assertThat(
            Written.audit("dead-letters", "destination:dead")
                .with(
                    "destinations.dead.type", "memory",
                    "defaults.acceptance", "confirmed",
                    "defaults.filter.level", "error")
                .check()
                .values())
        .contains(
            new EffectiveValue("maestro.events.destinations.dead.acceptance", "memory", "default"))
        .noneMatch(value -> value.key().endsWith("dead.filter.level"));
  }

  @Test
  void tooManyDestinations_areOneMistake() {
    String[] many = new String[202];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "destinations.d" + i + ".type";
      many[i + 1] = "memory";
    }
    assertThat(Written.of(many).check().mistakes()).hasSize(1);
  }

  @Test
  void numbersOfAnyLength_areNumbers() {
    refused(
        Written.audit("retry.max-attempts", "1" + "0".repeat(19)),
        "retry.max-attempts",
        "from 1 to 2147483647, but is 10000000000000000000");
    refused(
        Written.audit("retry.max-age", "9".repeat(19) + "d"),
        "retry.max-age",
        "from 1ms to 365d, but is 9999999999999999999d");
    accepted(Written.audit("batch.max-bytes", "9223372036854775807"));
    accepted(Written.audit("batch.max-bytes", "1" + "0".repeat(21)));
    refused(
        Written.audit("batch.max-bytes", "-1" + "0".repeat(21)), "batch.max-bytes", "at least 1B");
  }

  @Test
  void namesOfOtherDestinations_areTold_upToABound() {
    String[] many = new String[80];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "destinations.d" + i + ".type";
      many[i + 1] = "memory";
    }
    assertThat(
            Written.of(many)
                .with("destinations.d0.dead-letters", "destination:somewhere-else")
                .check()
                .mistakes())
        .singleElement()
        .asString()
        .contains("destinations: d0, d2, d4", " and 30 more")
        .doesNotContain("d20");
  }

  @Test
  void source_mustBeAUri() {
    refused(Written.audit("envelope.source", "not a uri"), "envelope.source", "URI reference");
    accepted(Written.audit("envelope.type-prefix", "none"));
  }

  @Test
  void provider_tellsWhatIsWrongTogether_withTheOriginOfTheSetting() {
    Memory.judge(settings -> Map.of("title", "goes with no copies", "note", "is missing"));

    assertThat(Written.audit("title", "left").check().mistakes())
        .extracting(ConfigurationMistake::toString)
        .containsExactlyInAnyOrder(
            "maestro.events.destinations.audit.title (at maestro.events.destinations.audit.title):"
                + " goes with no copies",
            "maestro.events.destinations.audit.note (at maestro.events.destinations.audit.type):"
                + " is missing");
  }

  @Test
  void provider_isAsked_whateverElseIsWrong() {
    Memory.judge(settings -> Map.of("note", "is missing", "copies", "is missing too"));

    assertThat(Written.audit("retry.max-age", "400d", "copies", "0").check().mistakes())
        .extracting(
            mistake -> mistake.key().substring("maestro.events.destinations.audit.".length()))
        .containsExactlyInAnyOrder("retry.max-age", "copies", "note");
    assertThat(Written.audit("retry.max-age", "400d", "journal", "shelf:").check().mistakes())
        .extracting(ConfigurationMistake::problem)
        .contains("a shelf has a name");
  }

  @Test
  void settingsOfAnAdapterThatIsNotThere_areNoMistake() {
    assertThat(
            Written.of(
                    "destinations.a.type", "sns",
                    "destinations.a.url", "https://example.com",
                    "destinations.a.retry.max-delai", "5s",
                    "destinations.a.retry.max-age", "400d")
                .check()
                .mistakes())
        .extracting(ConfigurationMistake::key)
        .containsExactly(
            "maestro.events.destinations.a.type",
            "maestro.events.destinations.a.retry.max-delai",
            "maestro.events.destinations.a.retry.max-age");
  }

  @Test
  void providerThatFails_isAMistake() {
    Memory.judge(
        settings -> {
          throw new NoClassDefFoundError("org/apache/kafka/clients/producer/Producer");
        });

    refused(
        Written.audit(),
        "type",
        "the class org.apache.kafka.clients.producer.Producer is not on the class path; add"
            + " org.apache.kafka:kafka-clients");
  }

  @Test
  void whatATypeNeeds_isAMistake_ifItIsMissing() {
    assertThat(Written.of("destinations.a.type", "needy").check().mistakes())
        .extracting(ConfigurationMistake::key)
        .containsExactly(
            "maestro.events.destinations.a.address", "maestro.events.destinations.a.server");
    assertThat(
            Written.of(
                    "destinations.a.type", "needy",
                    "destinations.a.address", "there",
                    "destinations.a.server.left", "one")
                .check()
                .mistakes())
        .isEmpty();
  }

  private static void refused(Written written, String name, String words) {
    assertThat(written.check().mistakes())
        .as(written.map().toString())
        .singleElement()
        .satisfies(
            mistake -> {
              assertThat(mistake.key()).isEqualTo("maestro.events.destinations.audit." + name);
              assertThat(mistake.origin()).isEqualTo("at " + mistake.key());
              assertThat(mistake.toString()).contains(words);
            });
  }

  private static void accepted(Written written) {
    assertThat(written.check().mistakes()).as(written.map().toString()).isEmpty();
  }
}
