package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StatusPageTest {

  private static final StatusUser READER = StatusUser.reader("rita");
  private static final StatusUser OPERATOR = StatusUser.operator("otto");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StatusPage page = StatusPage.create("node 7");

  @Test
  void page_isOnePieceWithoutForeignResources_andRunsItsOwnScriptAlone() {
    StatusAnswer answer = get("", READER);
    String html = answer.body();
    Matcher nonce =
        Pattern.compile("'nonce-([^']+)'").matcher(answer.headers().get("Content-Security-Policy"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(nonce.find()).isTrue();
    assertThat(html).contains("<script nonce=\"" + nonce.group(1) + "\">").doesNotContain("{{");
    assertThat(html.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "//cdn", "@import");
    assertThat(html)
        .doesNotContain(
            "innerHTML", "insertAdjacentHTML", "document.write", "eval(", "style=\"", "onclick=");
    assertThat(answer.headers().get("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(get("", READER).headers().get("Content-Security-Policy"))
        .doesNotContain(nonce.group(1));
  }

  @Test
  void snapshot_hasEachDestinationWithItsRows() throws Exception {
    Told.on(page, "audit").second(Figures.quiet().with("accepted", 3).with("queued", 3));
    page.history(); // of a publisher that is not built yet

    JsonNode snapshot = snapshot(READER);

    assertThat(snapshot.get("title").asText()).isEqualTo("node 7");
    assertThat(snapshot.get("destinations")).hasSize(1);
    JsonNode card = snapshot.get("destinations").get(0);
    assertThat(card.get("name").asText()).isEqualTo("audit");
    assertThat(card.get("state").asText()).isEqualTo("HEALTHY");
    assertThat(card.get("figures").get("queued").asLong()).isEqualTo(3);
    assertThat(card.get("seconds").get(0)).hasSize(snapshot.get("columns").size());
    assertThat(card.get("waits").get(0).get("text").asText())
        .isEqualTo("3 events are in the queue.");
  }

  @Test
  void watching_getsNewRowsAlone_afterTheFirstTime() throws Exception {
    Told told = Told.on(page, "audit").second(Figures.quiet()).second(Figures.quiet());
    Watching watching = new Watching(page, READER);

    assertThat(rows(watching)).hasSize(2);
    assertThat(rows(watching)).isEmpty();
    told.second(Figures.quiet());
    assertThat(rows(watching)).hasSize(1);
  }

  @Test
  void snapshot_escapesWhateverANameHolds() throws Exception {
    String hostile = "</script><img src=x onerror=alert(1)>\"'\\\u202e\u2028\u0000";
    Told told = Told.on(page, hostile);
    told.history.problem(hostile);

    String json = get("snapshot", READER).body();

    assertThat(json).matches("[ -~]*").doesNotContain("<", ">", "&");
    JsonNode card = snapshot(READER).get("destinations").get(0);
    assertThat(card.get("name").asText()).isEqualTo(hostile);
    assertThat(card.get("shown").asText()).doesNotContain("\u202e", "\u0000");
  }

  @Test
  void snapshot_hasIdentityOfADeadLetter_neverItsPayloadNorItsAttributes() {
    MaestroEvent event = TestEvents.failure();
    Told told = Told.on(page, "audit");
    told.history.deadLettered(
        new DeadLetter(
            "audit",
            event,
            EventId.of(event),
            "key",
            Map.of("tracestate", "s3cret"),
            DeadLetter.Reason.REJECTED,
            new IllegalStateException("400"),
            2,
            null,
            told.clock.now()));

    String json = get("snapshot", READER).body();

    assertThat(json).contains(EventId.of(event).value(), "REJECTED", "400");
    assertThat(json).doesNotContain("s3cret", "newStatus", "statusChangeRecords");
  }

  @Test
  void destination_isShownOnce_whenItsPublisherWasBuiltAgain() throws Exception {
    Told old = Told.on(page, "audit");
    old.history.ended(old.stats());
    Told.on(page, "audit").second(Figures.quiet().with("accepted", 5));

    JsonNode destinations = snapshot(READER).get("destinations");

    assertThat(destinations).hasSize(1);
    assertThat(destinations.get(0).get("figures").get("accepted").asLong()).isEqualTo(5);
  }

  @Test
  void histories_areBounded_andThoseThatEndedGoFirst() throws Exception {
    Told living = Told.on(page, "living");
    for (int i = 0; i < StatusPage.MAX_DESTINATIONS + 50; i++) {
      Told told = Told.on(page, "short-" + i);
      told.history.ended(told.stats());
    }

    JsonNode destinations = snapshot(READER).get("destinations");

    assertThat(destinations).hasSizeLessThanOrEqualTo(StatusPage.MAX_DESTINATIONS);
    assertThat(destinations.get(0).get("name").asText()).isEqualTo(living.name());
  }

  /** Whoever reaches the server sends it, and a host's own access may log it. */
  @Test
  void textOfARequest_isOneBoundedLine_withoutWhatMayBeSecret() {
    StatusRequest request =
        new StatusRequest(
            "GET\n",
            "a\r\n\u001b[31m\u202e" + "x".repeat(100_000),
            Map.of("token", "marked-secret"),
            Map.of("Authorization", "Bearer marked-secret", "Cookie", "marked-secret"));

    assertThat(request.toString())
        .doesNotContain("\n", "\r", "\u001b", "\u202e", "marked-secret")
        .hasSizeLessThan(400);
  }

  @Test
  void nobody_seesNothing() {
    for (String path : new String[] {"", "snapshot", "events", "action"}) {
      assertThat(get(path, StatusUser.nobody()).status()).isEqualTo(403);
    }
  }

  @Test
  void action_isDone_forAnOperatorWithThePagesSecret() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher("audit")) {
      page.operate(publisher);
      String secret = snapshot(OPERATOR).get("csrf").asText();

      assertThat(act("pause", "audit", secret, OPERATOR).status()).isEqualTo(200);
      assertThat(publisher.stats().paused()).isTrue();
      assertThat(snapshot(OPERATOR).get("destinations").get(0).get("state").asText())
          .isEqualTo("PAUSED");
      assertThat(act("resume", "audit", secret, OPERATOR).status()).isEqualTo(200);
      assertThat(publisher.stats().paused()).isFalse();
      StatusAnswer flushed = act("flush", "audit", secret, OPERATOR);
      assertThat(flushed.body()).isEqualTo("Flush: DELIVERED.");
      assertThat(act("delete", "audit", secret, OPERATOR).status()).isEqualTo(400);
      assertThat(act("pause", "other", secret, OPERATOR).status()).isEqualTo(409);
    }
  }

  @Test
  void action_isRefused_toReadersAndWithoutTheSecretAndByGet() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher("audit")) {
      page.operate(publisher);
      String secret = snapshot(OPERATOR).get("csrf").asText();

      assertThat(snapshot(READER).has("csrf")).isFalse();
      assertThat(act("pause", "audit", secret, READER).status()).isEqualTo(403);
      assertThat(act("pause", "audit", "guess", OPERATOR).status()).isEqualTo(403);
      assertThat(
              page.answer(
                      new StatusRequest("POST", "action", form("pause", "audit"), Map.of()),
                      OPERATOR)
                  .status())
          .isEqualTo(403);
      assertThat(
              page.answer(
                      new StatusRequest(
                          "GET",
                          "action",
                          form("pause", "audit"),
                          Map.of("X-Maestro-Status", secret)),
                      OPERATOR)
                  .status())
          .isEqualTo(405);
      assertThat(publisher.stats().paused()).isFalse();
    }
  }

  @Test
  void action_isNotOffered_forAPublisherThatTheHostHasNotGiven() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher("audit")) {
      JsonNode card = snapshot(OPERATOR).get("destinations").get(0);

      assertThat(card.get("name").asText()).isEqualTo(publisher.name());
      assertThat(card.get("operable").asBoolean()).isFalse();
    }
  }

  @Test
  void action_touchesNothing_whenThePublisherWasReplacedByOneOfItsName() throws Exception {
    NonBlockingNotificationPublisher first = publisher("audit");
    page.operate(first);
    JsonNode shown = snapshot(OPERATOR);
    String secret = shown.get("csrf").asText();
    String id = shown.get("destinations").get(0).get("id").asText();
    first.close();
    try (NonBlockingNotificationPublisher second = publisher("audit");
        LogLines log = LogLines.of(StatusPage.class)) {
      page.operate(second);

      StatusAnswer stale = act("pause", id, "audit", secret, OPERATOR);

      assertThat(stale.status()).isEqualTo(409);
      assertThat(stale.body()).contains("Nothing was done");
      assertThat(second.stats().paused()).isFalse();
      assertThat(act("pause", "", "audit", secret, OPERATOR).status()).isEqualTo(409);
      assertThat(act("pause", "audit", secret, OPERATOR).status()).isEqualTo(200);
      assertThat(second.stats().paused()).isTrue();
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("User 'otto' was refused \"pause\" of 'audit'"))
          .anyMatch(line -> line.startsWith("User 'otto' has paused 'audit'"));
    }
  }

  @Test
  void action_isForThePublisherOfTheCard_whenTwoHaveOneName() throws Exception {
    try (NonBlockingNotificationPublisher one = publisher("audit");
        NonBlockingNotificationPublisher two = publisher("audit")) {
      page.operate(one);
      page.operate(two);
      JsonNode shown = snapshot(OPERATOR);
      String id = shown.get("destinations").get(0).get("id").asText();

      assertThat(act("pause", id, "audit", shown.get("csrf").asText(), OPERATOR).status())
          .isEqualTo(200);

      assertThat(one.stats().paused()).isTrue();
      assertThat(two.stats().paused()).isFalse();
    }
  }

  @Test
  void refusal_isLoggedWithItsUser_andWhatWasAskedForIsMadeHarmless() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher("audit");
        LogLines log = LogLines.of(StatusPage.class)) {
      page.operate(publisher);
      String secret = snapshot(OPERATOR).get("csrf").asText();

      act("pause", "audit", secret, READER);
      act("dele\nte", "audit", secret, OPERATOR);

      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("User 'rita' was refused \"pause\" of 'audit'"))
          .anyMatch(line -> line.startsWith("User 'otto' was refused \"dele"))
          .noneMatch(line -> line.contains("\n"));
    }
  }

  private NonBlockingNotificationPublisher publisher(String name) {
    return NonBlockingNotificationPublisher.builder(new SwitchedDestination())
        .name(name)
        .metrics(page.history())
        .build();
  }

  /** Of the card that has this name now. */
  private StatusAnswer act(String action, String destination, String secret, StatusUser user)
      throws Exception {
    return act(action, form(action, destination).get("id"), destination, secret, user);
  }

  private StatusAnswer act(
      String action, String id, String destination, String secret, StatusUser user) {
    Map<String, String> form = Map.of("do", action, "id", id, "destination", destination);
    return page.answer(
        new StatusRequest("POST", "action", form, Map.of("x-maestro-status", secret)), user);
  }

  private Map<String, String> form(String action, String destination) throws Exception {
    String id = "";
    for (JsonNode card : snapshot(READER).get("destinations")) {
      id = card.get("name").asText().equals(destination) ? card.get("id").asText() : id;
    }
    return Map.of("do", action, "id", id, "destination", destination);
  }

  private StatusAnswer get(String path, StatusUser user) {
    return page.answer(new StatusRequest("GET", path, Map.of(), Map.of()), user);
  }

  private JsonNode snapshot(StatusUser user) throws Exception {
    return JSON.readTree(get("snapshot", user).body());
  }

  private static JsonNode rows(Watching watching) throws Exception {
    return JSON.readTree(watching.next()).get("destinations").get(0).get("seconds");
  }
}
