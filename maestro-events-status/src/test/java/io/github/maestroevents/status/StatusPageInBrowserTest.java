package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people see and do, in a real browser. Skipped where none is installed. */
@Timeout(300)
class StatusPageInBrowserTest {

  private static final int TAB = 9;
  private static final int ENTER = 13;
  private static final String STATE = "document.querySelector('.card')?.dataset.state";
  private static final String HOSTILE =
      "<img src=x onerror=hacked=1>\"'</script><script>hacked=1</script>\u202egpj.exe\u2066";

  private static Chromium chromium;

  /** A test does not wait for five minutes. */
  private static final HealthThresholds STRICT =
      HealthThresholds.defaults()
          .withCircuitOpen(Duration.ZERO, Duration.ZERO)
          .withNoTurn(Duration.ofMinutes(5), Duration.ofMinutes(5))
          .withOldestEvent(Duration.ofMinutes(5), Duration.ofMinutes(5));

  private final StatusPage page = StatusPage.create("node 7", STRICT);
  private final SwitchedDestination destination = new SwitchedDestination();

  @BeforeAll
  static void startTheBrowser() throws Exception {
    chromium = Chromium.start();
  }

  @AfterAll
  static void endTheBrowser() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void page_movesWithTheEvents_turnsRedWhenTheDestinationDies_andGreenWhenItIsBack()
      throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher("audit");
        Feeder feeder = Feeder.of(publisher);
        StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await(STATE + " === 'HEALTHY'");
      browser.await("parseFloat(" + figure("rate") + ") > 0");
      browser.await("document.querySelector('path.main').getAttribute('d').split('L').length > 3");
      String before = browser.text("document.querySelector('path.main').getAttribute('d')");
      browser.await("document.querySelector('path.main').getAttribute('d') !== '" + before + "'");

      destination.die();
      browser.await(STATE + " === 'FAILING'");
      browser.await("document.title.startsWith('✕ Failing')");
      browser.await(
          "document.querySelector('[data-reason=CIRCUIT_OPEN]').textContent"
              + ".startsWith('Circuit open: the circuit has not been closed for')");
      browser.await(
          "document.querySelector('.waits').textContent.includes('circuit is open since')");
      browser.await("document.querySelector('#announcer').textContent.includes('audit: Failing')");

      browser.await("document.querySelector('details .count').textContent !== '(none)'");

      destination.comeBack();
      browser.await(STATE + " === 'HEALTHY'");
      assertThat(browser.mistakes()).isEmpty();
    }
  }

  @Test
  void reasons_areThoseOfTheHealth_eachWithItsText() throws Exception {
    Told told = Told.on(page, "audit");
    told.second(
        Figures.quiet()
            .with("paused", true)
            .with("waiting", 4_711)
            .with("turnAge", Duration.ofMinutes(6)));
    try (StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await(STATE + " === 'FAILING'");

      assertThat(
              browser.text(
                  "[...document.querySelectorAll('.reasons li')].map(l => l.textContent).join('|')"))
          .isEqualTo(
              "Paused: paused by the host: events are accepted and held, 4,711 wait|No turn: the"
                  + " delivery thread has begun no turn for 6 min (limit 5 min): code outside of the"
                  + " engine holds it, or it is gone");
    }
  }

  @Test
  void success_isOfTheLastMinutes_andSmallerSinceTheStart() throws Exception {
    Told told = Told.on(page, "audit");
    told.second(Figures.quiet());
    told.second(Figures.quiet().with("accepted", 100).with("dropped", 50).with("delivered", 50));
    for (int i = 0; i < 700; i++) {
      told.second(Figures.quiet().with("accepted", 200).with("dropped", 50).with("delivered", 100));
    }
    told.second(Figures.quiet().with("accepted", 250).with("dropped", 50).with("delivered", 150));
    try (StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await(figure("success") + " === '100% 75.0% since start'");
      browser.await("document.querySelector('dt').textContent === 'Success, last 10 min'");

      browser.value("document.querySelector('input[value=minutes]').click()");
      browser.await(figure("success") + " === '66.6% 75.0% since start'");
    }
  }

  @Test
  void page_findsTheHostAgain_afterARestart() throws Exception {
    BrowserPage browser;
    int port;
    try (NonBlockingNotificationPublisher publisher = publisher("audit");
        StatusServer server = StatusServer.builder(page).start()) {
      port = server.uri().getPort();
      browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await(STATE + " === 'HEALTHY'");
    }
    browser.await("document.body.classList.contains('lost')");
    browser.await("document.querySelector('#connection').textContent.startsWith('No connection')");
    StatusPage next = StatusPage.create("node 7, again");
    Told.on(next, "audit").second(Figures.quiet().with("accepted", 4_711).with("queued", 4_711));
    try (StatusServer server = StatusServer.builder(next).port(port).start()) {
      browser.await("!document.body.classList.contains('lost')");
      browser.await(figure("undelivered") + " === '4,711'");
      browser.await("document.querySelectorAll('.card').length === 1");
      assertThat(browser.text("document.querySelector('#title').textContent"))
          .isEqualTo("node 7, again");
      assertThat(server.uri().getPort()).isEqualTo(port);
    }
  }

  @Test
  void hostileTexts_areShownAsTexts() throws Exception {
    Told told = hostile();
    try (StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await("document.querySelector('.card')");
      browser.value("document.querySelectorAll('details').forEach(d => { d.open = true })");
      browser.await("document.querySelectorAll('tbody tr').length > 4");

      assertThat(browser.text("typeof hacked")).isEqualTo("undefined");
      assertThat(browser.value("document.querySelectorAll('img').length").asInt()).isZero();
      assertThat(browser.value("document.scripts.length").asInt()).isEqualTo(1);
      assertThat(browser.text("document.body.textContent"))
          .contains("<img src=x")
          .doesNotContain("\u202e", "\u2066");
      assertThat(browser.text("document.querySelector('.card h2').textContent"))
          .contains("onerror=hacked");
      assertThat(browser.mistakes()).isEmpty();
      assertThat(told.name()).isEqualTo(HOSTILE);
    }
  }

  @Test
  void page_fitsAPhone_whateverItShows() throws Exception {
    hostile();
    Told.on(page, "x".repeat(250)).second(Figures.quiet().with("accepted", 1_000_000_000_000L));
    try (StatusServer server =
        StatusServer.builder(page).access(StatusAccess.operating()).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 360, 780);
      browser.await("document.querySelectorAll('.card').length === 2");
      browser.value("document.querySelectorAll('details').forEach(d => { d.open = true })");
      browser.await("document.querySelectorAll('tbody tr').length > 4");

      assertThat(browser.value("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(360);
    }
  }

  @Test
  void page_isDarkAndStill_whereTheReaderWantsThat() throws Exception {
    Told.on(page, "audit").second(Figures.quiet());
    try (StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await(STATE);
      assertThat(brightness(browser)).isGreaterThan(200);
      browser.prefer("prefers-color-scheme", "dark");
      assertThat(brightness(browser)).isLessThan(60);
      browser.prefer("prefers-reduced-motion", "reduce");
      assertThat(
              browser.text(
                  "getComputedStyle(document.querySelector('.card')).transitionProperty +"
                      + " getComputedStyle(document.querySelector('.card')).transitionDuration"))
          .isIn("none0s", "all0s");
    }
  }

  @Test
  void everything_isReachedAndDoneByKeyboard() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher("audit");
        StatusServer server = StatusServer.builder(page).access(StatusAccess.operating()).start()) {
      page.operate(publisher);
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await("document.querySelector('[data-action=pause]')");
      tabTo(browser, ".skip");
      tabTo(browser, "input[name=range]");
      tabTo(browser, "[data-action=pause]");
      browser.press("Enter", ENTER);
      browser.await(STATE + " === 'PAUSED'");
      assertThat(publisher.stats().paused()).isTrue();
      browser.await("document.activeElement.dataset.action === 'resume'");
      browser.press("Enter", ENTER);
      browser.await(STATE + " !== 'PAUSED'");
      assertThat(publisher.stats().paused()).isFalse();
      tabTo(browser, "summary");
      browser.press("Enter", ENTER);
      browser.await("document.activeElement.parentElement.open");
      assertThat(browser.mistakes()).isEmpty();
    }
  }

  @Test
  void page_tellsAScreenReaderWhatItShows() throws Exception {
    hostile();
    try (StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await("document.querySelector('svg').getAttribute('aria-label')");

      assertThat(
              browser
                  .value(
                      "[...document.querySelectorAll('svg')].every(s => s.getAttribute('role') ==="
                          + " 'img' && /last .*: /.test(s.getAttribute('aria-label')))")
                  .asBoolean())
          .isTrue();
      assertThat(
              browser
                  .value(
                      "[...document.querySelectorAll('th')].every(h => h.scope === 'col' &&"
                          + " h.textContent)")
                  .asBoolean())
          .isTrue();
      assertThat(
              browser
                  .value(
                      "[...document.querySelectorAll('table')].every(t =>"
                          + " t.getAttribute('aria-label') || t.getAttribute('aria-labelledby'))")
                  .asBoolean())
          .isTrue();
      assertThat(
              browser.text(
                  "document.querySelector('.card').getAttribute('aria-labelledby') ==="
                      + " document.querySelector('.card h2').id"))
          .isEqualTo("true");
      assertThat(
              browser.text(
                  "document.documentElement.lang + document.querySelectorAll('h1').length +"
                      + " document.querySelectorAll('main').length +"
                      + " document.querySelectorAll('[aria-live]').length"))
          .isEqualTo("en111");
      assertThat(browser.text("document.querySelector('.card .pill').textContent"))
          .contains("Degraded");
    }
  }

  @Test
  void reader_logsInWithAToken() throws Exception {
    Told.on(page, "audit").second(Figures.quiet());
    try (StatusServer server =
        StatusServer.builder(page).token(StatusUser.reader("rita"), "0123456789abcdef").start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 360, 780);
      browser.await("document.activeElement.id === 'token'");
      browser.type("not the right one");
      browser.press("Enter", ENTER);
      browser.await("document.querySelector('.wrong')?.textContent.includes('not known')");
      browser.await("document.activeElement.id === 'token'");
      browser.type("0123456789abcdef");
      browser.press("Enter", ENTER);
      browser.await(STATE + " === 'HEALTHY'");
      assertThat(browser.text("document.querySelector('#user').textContent")).contains("rita");
      assertThat(browser.text("document.cookie")).isEmpty();
    }
  }

  private Told hostile() {
    Told told = Told.on(page, HOSTILE);
    told.second(
        Figures.quiet()
            .with("accepted", 1)
            .with("deadLettered", 1)
            .with("lastLoss", told.clock.now()));
    Throwable failure = new IllegalStateException(HOSTILE);
    MaestroEvent event = TestEvents.event();
    told.history.problem(HOSTILE);
    told.history.attempted(new DeliveryAttempt(1, 100, 1, 0, 1, 0, failure));
    told.history.deadLettered(
        new DeadLetter(
            HOSTILE,
            event,
            EventId.of(event),
            HOSTILE,
            Map.of(),
            DeadLetter.Reason.REJECTED,
            failure,
            1,
            null,
            told.clock.now()));
    return told;
  }

  private static void tabTo(BrowserPage browser, String selector) throws Exception {
    for (int i = 0; i < 40; i++) {
      browser.press("Tab", TAB);
      if (browser.value("document.activeElement.matches(\"" + selector + "\")").asBoolean()) {
        return;
      }
    }
    throw new AssertionError("not reached by Tab: " + selector);
  }

  private static int brightness(BrowserPage browser) throws Exception {
    return browser
        .value(
            "Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0,"
                + " 3))")
        .asInt();
  }

  private static String figure(String name) {
    return "document.querySelector('[data-figure=" + name + "]').textContent";
  }

  private NonBlockingNotificationPublisher publisher(String name) {
    return NonBlockingNotificationPublisher.builder(destination)
        .name(name)
        .circuitBreaker(
            CircuitBreakerPolicy.defaults()
                .withOpenFor(Duration.ofSeconds(1))
                .withMaxOpenFor(Duration.ofSeconds(2)))
        .metrics(page.history())
        .build();
  }
}
