package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.store.NodeBoardView;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.delivery.store.NodeSighting.Life;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of all nodes in a real browser. Skipped where none is installed. */
@Timeout(300)
class NodesInBrowserTest {

  /** With this property the pages are photographed into the folder that it names. */
  private static final String PHOTOGRAPHS = "photographs";

  private static final String SECTION = "document.querySelector('#nodes')";
  private static final String HOSTILE =
      "<img src=x onerror=hacked=1>\"'</script><script>hacked=1</script>\u202egpj.exe";

  private static Chromium chromium;

  private final StatusPage page = StatusPage.create("maestro-1");
  private final Board board = new Board();

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
  void table_isNotThere_whenNoJournalIsShared() throws Exception {
    Told.on(page, "audit").second(Figures.quiet());
    try (StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 860);
      browser.await("document.querySelector('.card')");
      assertThat(browser.value(SECTION + ".hidden").asBoolean()).isTrue();
    }
  }

  @Test
  void table_showsEachNode_andFollowsItsLife() throws Exception {
    Told.on(page, "audit", board).second(Figures.quiet());
    board.show(fleet(Life.ALIVE));
    try (StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 1000);
      browser.await("document.querySelectorAll('#nodes tbody tr').length === 6");
      assertThat(browser.text(SECTION + ".querySelector('.count').textContent"))
          .isEqualTo("6 nodes: 4 alive, 1 down, 1 ended");
      assertThat(names(browser))
          .isEqualTo("maestro-1,maestro-2,maestro-3,maestro-4,maestro-5,maestro-10");
      assertThat(row(browser, "maestro-1")).contains("this node", "Healthy", "up 60 min", "99.80%");
      assertThat(row(browser, "maestro-2")).contains("Failing", "The circuit is open", "7", "41 s");
      assertThat(row(browser, "maestro-3"))
          .contains("Down", "lease is over", "last word 3 min ago");
      assertThat(row(browser, "maestro-4")).contains("Ended", "closed its journal");
      assertThat(row(browser, "maestro-5")).contains("Lives", "no status page");
      assertThat(row(browser, "maestro-10")).contains("Healthy", "25.0% of 97.7 KB", "0.1.0");
      photograph(browser, "nodes-light");
      browser.prefer("prefers-color-scheme", "dark");
      photograph(browser, "nodes-dark");

      board.show(fleet(Life.DOWN));
      browser.await(
          "document.querySelector('#announcer').textContent.includes('Node maestro-2: Down.')");
      browser.await(SECTION + ".querySelector('.count').textContent.includes('2 down')");
      browser.size(360, 1400);
      browser.await("document.documentElement.scrollWidth <= 360");
      browser.await(SECTION + ".querySelector('.scroll').scrollWidth <= 360");
      photograph(browser, "nodes-phone");
    }
  }

  @Test
  void page_saysThatTheBoardIsStale_whenThisNodeCannotReadIt() throws Exception {
    Told.on(page, "audit", board).second(Figures.quiet());
    board.show(fleet(Life.ALIVE));
    try (StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open(server.uri().toString(), 1240, 1000);
      browser.await("document.querySelectorAll('#nodes tbody tr').length === 6");
      assertThat(browser.text("document.querySelector('.stale').textContent")).isEmpty();
      board.view =
          new NodeBoardView(List.of(fleet(Life.ALIVE)), Duration.ofSeconds(95), "No connection");
      browser.await("document.querySelector('#nodes').dataset.stale === 'yes'");
      assertThat(browser.text("document.querySelector('.stale').textContent"))
          .contains("not been able to read the database for 95 s", "No connection.");
      photograph(browser, "nodes-stale");
    }
  }

  @Test
  void hostileNodes_areShownAsText() throws Exception {
    Told.on(page, "audit", board).second(Figures.quiet());
    board.show(
        Board.alive(HOSTILE, Board.report(HOSTILE, 1, HOSTILE)),
        Board.alive("__proto__", Board.report("__proto__", 1)));
    board.view = new NodeBoardView(board.view.nodes(), Duration.ofMinutes(1), HOSTILE);
    try (StatusServer server = StatusServer.builder(page).start()) {
      BrowserPage browser = chromium.open("about:blank", 1240, 1000);
      browser.watchForMistakes();
      browser.go(server.uri().toString());
      browser.await("document.querySelectorAll('#nodes tbody tr').length === 2");
      assertThat(browser.text("String(window.hacked)")).isEqualTo("undefined");
      assertThat(browser.value("document.querySelectorAll('#nodes img, #nodes script').length"))
          .hasToString("0");
      assertThat(names(browser)).contains("<img src=x onerror=hacked=1>").doesNotContain("\u202e");
      assertThat(browser.mistakes()).isEmpty();
    }
  }

  private static NodeSighting[] fleet(Life second) {
    return new NodeSighting[] {
      Board.self("maestro-1"),
      Board.alive("maestro-10", Board.report("HEALTHY", 0)),
      second == Life.ALIVE
          ? Board.alive("maestro-2", Board.report("FAILING", 7, "The circuit is open."))
          : Board.gone("maestro-2", second),
      Board.gone("maestro-3", Life.DOWN),
      Board.gone("maestro-4", Life.ENDED),
      new NodeSighting("maestro-5", false, Life.ALIVE, "process 9", null, null, null),
    };
  }

  private static String names(BrowserPage browser) throws Exception {
    return browser.text(
        "[...document.querySelectorAll('#nodes tbody th bdi')].map(name =>"
            + " name.textContent).join()");
  }

  private static String row(BrowserPage browser, String node) throws Exception {
    return browser.text(
        "[...document.querySelectorAll('#nodes tbody tr')].find(row =>"
            + " row.querySelector('th bdi').textContent === '"
            + node
            + "').textContent");
  }

  private static void photograph(BrowserPage browser, String name) throws Exception {
    String folder = System.getProperty(PHOTOGRAPHS);
    if (folder != null) {
      browser.photograph(Path.of(folder, name + ".png"));
    }
  }
}
