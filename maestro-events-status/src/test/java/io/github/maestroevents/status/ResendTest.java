package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.config.letters.DeadLetterFile;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters in a real file, and a publisher that sends them again. */
@Timeout(120)
class ResendTest {

  private static final StatusUser READER = StatusUser.reader("rita");
  private static final StatusUser OPERATOR = StatusUser.operator("otto");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private final StatusPage page = StatusPage.create("node 7");
  private final RefusingDestination destination = new RefusingDestination();

  @Test
  void dryRun_counts_showsTheFirstIdentities_andSendsNothing() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file())) {
      List<MaestroEvent> events = lose(publisher, TestEvents.ofManyRuns(7));

      StatusAnswer answer = act("resend-check", Map.of(), OPERATOR);

      JsonNode found = JSON.readTree(answer.body());
      assertThat(found.get("count").asLong()).isEqualTo(7);
      assertThat(found.get("first")).hasSize(Resends.SHOWN);
      assertThat(found.get("first").findValuesAsText("event"))
          .doesNotHaveDuplicates() // in the order in which they were given up, which is any
          .isSubsetOf(events.stream().map(event -> EventId.of(event).value()).toList());
      assertThat(answer.body()).doesNotContain("newStatus", "statusChangeRecords", "400 Bad");
      assertThat(destination.taken).isEmpty();
      assertThat(publisher.stats().deadLettered()).isEqualTo(7);
    }
  }

  @Test
  void dryRun_countsWhatTheFilterMatches() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file())) {
      List<MaestroEvent> events = lose(publisher, TestEvents.ofManyRuns(3));
      MaestroEvent one = events.get(1);
      String workflow = one.workflowId();

      assertThat(count(Map.of("event", EventId.of(one).value()))).isEqualTo(1);
      assertThat(count(Map.of("workflow", workflow))).isEqualTo(1);
      assertThat(count(Map.of("workflow", workflow.substring(1)))).isZero();
      assertThat(count(Map.of("workflow", "*" + workflow.substring(1)))).isEqualTo(1);
      assertThat(count(Map.of("reason", "REJECTED"))).isEqualTo(3);
      assertThat(count(Map.of("reason", "CLOSED"))).isZero();
      assertThat(count(Map.of("type", one.wireType()))).isEqualTo(3);
      assertThat(count(Map.of("type", "other"))).isZero();
      assertThat(count(Map.of("since", "2000-01-01T00:00:00Z"))).isEqualTo(3);
      assertThat(count(Map.of("until", "2000-01-01T00:00:00Z"))).isZero();
      assertThat(act("resend-check", Map.of("since", "now"), OPERATOR).status()).isEqualTo(400);
    }
  }

  @Test
  void confirmedRun_sendsEachOnceWithItsId_tellsWhatCameOfIt_andLogsItsUser() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file());
        LogLines log = LogLines.of(StatusPage.class)) {
      List<MaestroEvent> events = lose(publisher, TestEvents.ofManyRuns(3));
      destination.takeAll();
      Map<String, String> confirmed = confirmed(Map.of());

      assertThat(act("resend", confirmed, OPERATOR).status()).isEqualTo(202);
      assertThat(act("resend", confirmed, OPERATOR).status()).isEqualTo(409); // a second click
      JsonNode run = ended();

      assertThat(destination.taken)
          .containsExactlyInAnyOrderElementsOf(
              events.stream().map(event -> EventId.of(event).value()).toList());
      assertThat(numbers(run)).isEqualTo("3 0 0 Done.");
      assertThat(count(Map.of())).isZero();
      assertThat(directory.resolve("audit.resent")).isNotEmptyFile();
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("User 'otto' sends 3 dead letters of 'audit' again"))
          .anyMatch(line -> line.contains("for user 'otto': 3 delivered, 0 refused, 0 skipped"));
    }
  }

  @Test
  void run_isRefused_withoutTheTokenAndTheCountOfTheDryRun() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file())) {
      lose(publisher, TestEvents.ofManyRuns(2));
      destination.takeAll();
      assertThat(act("resend", Map.of(), OPERATOR).status()).isEqualTo(409);
      Map<String, String> confirmed = confirmed(Map.of());
      assertThat(act("resend", Map.of("token", "guess", "count", "2"), OPERATOR).status())
          .isEqualTo(409);
      assertThat(
              act("resend", Map.of("token", confirmed.get("token"), "count", "3"), OPERATOR)
                  .status())
          .isEqualTo(409);
      assertThat(destination.taken).isEmpty();
      assertThat(card(OPERATOR).get("resend").isNull()).isTrue();
    }
  }

  @Test
  void reader_isRefused_andThatIsLogged() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file());
        LogLines log = LogLines.of(StatusPage.class)) {
      lose(publisher, TestEvents.ofManyRuns(1));
      Map<String, String> confirmed = confirmed(Map.of());

      assertThat(act("resend-check", Map.of(), READER).status()).isEqualTo(403);
      assertThat(act("resend", confirmed, READER).status()).isEqualTo(403);

      assertThat(card(READER).get("resendable").asBoolean()).isFalse();
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("User 'rita' was refused \"resend-check\" of 'audit'"))
          .anyMatch(line -> line.startsWith("User 'rita' was refused \"resend\" of 'audit'"));
    }
  }

  @Test
  void run_isRefused_whileAnotherOneOfItsDestinationRuns() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file())) {
      lose(publisher, TestEvents.ofManyRuns(1));
      destination.hold();
      assertThat(act("resend", confirmed(Map.of()), OPERATOR).status()).isEqualTo(202);

      StatusAnswer second = act("resend", confirmed(Map.of()), OPERATOR);

      assertThat(second.status()).isEqualTo(409);
      destination.gate.countDown();
      assertThat(numbers(ended())).isEqualTo("1 0 0 Done.");
      assertThat(destination.taken).hasSize(1);
    } finally {
      destination.gate.countDown();
    }
  }

  @Test
  void letterThatFailsAgain_countsAsRefused_andHasOneNewLetter() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file())) {
      lose(publisher, TestEvents.ofManyRuns(2));

      act("resend", confirmed(Map.of()), OPERATOR);

      assertThat(numbers(ended())).isEqualTo("0 2 0 Done.");
      assertThat(count(Map.of())).isEqualTo(2);
    }
  }

  @Test
  void run_isRefused_whenThePublisherWasReplaced() throws Exception {
    NonBlockingNotificationPublisher first = publisher(file());
    lose(first, TestEvents.ofManyRuns(1));
    Map<String, String> stale = new HashMap<>(confirmed(Map.of()));
    stale.put("id", card(OPERATOR).get("id").asText());
    first.close();
    destination.takeAll();
    try (NonBlockingNotificationPublisher second = publisher(file())) {
      assertThat(act("resend", stale, OPERATOR).status()).isEqualTo(409);
      assertThat(second.stats().accepted()).isZero();
    }
  }

  @Test
  void control_isNotOffered_whereLettersCannotBeRead() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(DeadLetterHandler.logging())) {
      assertThat(publisher.name()).isEqualTo("audit");
      assertThat(card(OPERATOR).get("resendable").asBoolean()).isFalse();
      assertThat(act("resend-check", Map.of(), OPERATOR).status()).isEqualTo(404);
    }
  }

  @Test
  void dryRun_makesHostileTextsHarmless() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file())) {
      String hostile = "<img src=x onerror=alert(1)>\u202e\u0000";
      lose(
          publisher,
          List.of(OpaqueMaestroEvent.builder("{}", hostile).workflowId(hostile).build()));

      String body = act("resend-check", Map.of(), OPERATOR).body();

      assertThat(body).matches("[ -~]*").doesNotContain("<", ">");
      assertThat(JSON.readTree(body).at("/first/0/workflow").asText())
          .contains("onerror")
          .doesNotContain("\u202e", "\u0000");
    }
  }

  @Test
  void run_hasSomeLettersInHandAlone_howeverManyThereAre() throws Exception {
    ManyLetters letters = new ManyLetters(5_000);
    destination.takeAll();
    try (NonBlockingNotificationPublisher publisher = publisher(letters)) {
      assertThat(publisher.name()).isEqualTo("audit");
      act("resend", confirmed(Map.of()), OPERATOR);

      assertThat(numbers(ended())).isEqualTo("5000 0 0 Done.");
      assertThat(letters.most()).isLessThanOrEqualTo(ResendRun.LETTERS_AT_ONCE);
    }
  }

  private DeadLetterHandler file() {
    return DeadLetterFile.at(directory.resolve("audit"));
  }

  private NonBlockingNotificationPublisher publisher(DeadLetterHandler letters) {
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(destination)
            .name("audit")
            .deadLetterHandler(letters)
            .metrics(page.history())
            .build();
    page.operate(publisher);
    return publisher;
  }

  private static List<MaestroEvent> lose(
      NonBlockingNotificationPublisher publisher, List<MaestroEvent> events) throws Exception {
    events.forEach(publisher::send);
    Waiting.until("dead letters", () -> publisher.stats().deadLettered() == events.size());
    return events;
  }

  private long count(Map<String, String> filter) throws Exception {
    return JSON.readTree(act("resend-check", filter, OPERATOR).body()).get("count").asLong();
  }

  /** What an operator agrees to after a dry run. */
  private Map<String, String> confirmed(Map<String, String> filter) throws Exception {
    JsonNode found = JSON.readTree(act("resend-check", filter, OPERATOR).body());
    return Map.of("token", found.get("token").asText(), "count", found.get("count").asText());
  }

  private JsonNode ended() throws Exception {
    Waiting.until("end of the run", () -> !card(OPERATOR).at("/resend/running").asBoolean(true));
    return card(OPERATOR).get("resend");
  }

  private static String numbers(JsonNode run) {
    return run.get("sent").asText()
        + " "
        + run.get("refused").asText()
        + " "
        + run.get("skipped").asText()
        + " "
        + run.get("end").asText();
  }

  private StatusAnswer act(String action, Map<String, String> more, StatusUser user)
      throws Exception {
    Map<String, String> form = new HashMap<>(more);
    form.put("do", action);
    form.put("destination", "audit");
    form.putIfAbsent("id", card(OPERATOR).get("id").asText());
    return page.answer(
        new StatusRequest("POST", "action", form, Map.of("X-Maestro-Status", page.csrf())), user);
  }

  private JsonNode card(StatusUser user) throws Exception {
    return JSON.readTree(page.snapshot(user)).get("destinations").get(0);
  }
}
