package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.letters.DeadLetterFile;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.testkit.TestEvents;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters sent again by people, in a real browser. Skipped where none is installed. */
@Timeout(300)
class ResendInBrowserTest {

  private static final int TAB = 9;
  private static final int ENTER = 13;
  private static final String COUNTED = "document.querySelector('.resend .counted').textContent";
  private static final String CONFIRM = "document.querySelector('[data-resend=confirm]')";

  private static Chromium chromium;

  @TempDir private Path directory;

  private final StatusPage page = StatusPage.create("node 7");
  private final RefusingDestination destination = new RefusingDestination();

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
  void operator_counts_confirms_andSeesTheResult_byKeyboard() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file());
        StatusServer server = StatusServer.builder(page).access(StatusAccess.operating()).start()) {
      lose(publisher, 7);
      destination.takeAll();
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await(
          "document.querySelector('.resend') && !document.querySelector('.resend').hidden");
      tabTo(browser, ".resend > summary");
      browser.press("Enter", ENTER);
      tabTo(browser, "[data-resend=check]");
      browser.press("Enter", ENTER);
      browser.await(COUNTED + " === '7 dead letters would be sent again.'");
      assertThat(browser.value("document.querySelectorAll('.first li').length").asInt())
          .isEqualTo(Resends.SHOWN);
      assertThat(destination.taken).isEmpty();
      picture(browser);

      tabTo(browser, "[data-resend=confirm]");
      browser.press("Enter", ENTER);
      browser.await(
          "document.querySelector('.resend .progress').textContent"
              + ".includes('7 of 7 delivered, 0 refused, 0 skipped. Done.')");
      browser.await(CONFIRM + ".hidden");
      assertThat(destination.taken).hasSize(7);
      assertThat(browser.mistakes()).isEmpty();
    }
  }

  @Test
  void reader_seesNoControl() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(file());
        StatusServer server = StatusServer.builder(page).access(StatusAccess.readOnly()).start()) {
      lose(publisher, 1);
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await("document.querySelector('.card')?.dataset.state");

      assertThat(browser.text("getComputedStyle(document.querySelector('.resend')).display"))
          .isEqualTo("none");
    }
  }

  @Test
  void page_saysWhyThereIsNoControl_whereLettersCannotBeRead() throws Exception {
    try (NonBlockingNotificationPublisher publisher = publisher(DeadLetterHandler.logging());
        StatusServer server = StatusServer.builder(page).access(StatusAccess.operating()).start()) {
      assertThat(publisher.name()).isEqualTo("audit");
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await(
          "document.querySelector('.resend .note').textContent.includes('do not go to a file')");

      assertThat(browser.text("getComputedStyle(document.querySelector('.filter')).display"))
          .isEqualTo("none");
    }
  }

  /** For docs/images, where somebody asks for it. */
  private static void picture(BrowserPage browser) throws Exception {
    String file = System.getProperty("status.resend.picture");
    if (file != null) {
      browser.value("document.querySelector('.resend').scrollIntoView({block: 'center'})");
      browser.photograph(Path.of(file));
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

  private static void lose(NonBlockingNotificationPublisher publisher, int events)
      throws Exception {
    TestEvents.ofManyRuns(events).forEach(publisher::send);
    Waiting.until("dead letters", () -> publisher.stats().deadLettered() == events);
  }

  private static void tabTo(BrowserPage browser, String selector) throws Exception {
    for (int i = 0; i < 60; i++) {
      browser.press("Tab", TAB);
      if (browser.value("document.activeElement.matches(\"" + selector + "\")").asBoolean()) {
        return;
      }
    }
    throw new AssertionError("not reached by Tab: " + selector);
  }
}
