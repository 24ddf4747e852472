package io.github.maestroevents.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What strangers who know the port can do to those who may see the page. */
@Timeout(120)
class StrangersTest {

  private static final String SECRET = "0123456789abcdef";
  private static final String WRONG = "fedcba9876543210";
  private static final String STRANGER = "127.0.0.2";
  private static final String ORIGIN = "Origin: http://localhost\r\n";

  private final StatusPage page = StatusPage.create("node 7");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    ((Logger) LoggerFactory.getLogger(StatusServer.class)).addAppender(log);
  }

  @AfterEach
  void stopListening() {
    ((Logger) LoggerFactory.getLogger(StatusServer.class)).detachAppender(log);
  }

  @Test
  void hundredsOfHalfOpenRequests_keepNobodyOut() throws Exception {
    List<Socket> half = new ArrayList<>();
    try (StatusServer server = withToken().start()) {
      String cookie = login(server);
      for (int i = 0; i < 400; i++) {
        half.add(socket(server, STRANGER));
        String begun =
            i % 2 == 0
                ? "GET / HTTP/1.1\r\nHost: loc"
                : "POST /login HTTP/1.1\r\nHost: localhost\r\n"
                    + ORIGIN
                    + "Content-Length: 900\r\n\r\ntok";
        half.get(i).getOutputStream().write(begun.getBytes(UTF_8));
      }
      Waiting.until(
          "whoever has logged in is answered",
          () -> get(server, "/snapshot", cookie).startsWith("HTTP/1.1 200"));
      Waiting.until("somebody else can log in", () -> post(server, null, SECRET).contains(" 303 "));
    } finally {
      for (Socket socket : half) {
        socket.close();
      }
    }
  }

  @Test
  void wrongTokensOfOneAddress_keepNobodyElseOut() throws Exception {
    try (StatusServer server = withToken().start()) {
      String cookie = login(server);
      for (int i = 0; i < 20; i++) {
        assertThat(post(server, STRANGER, WRONG + i)).startsWith("HTTP/1.1 403");
      }
      assertThat(post(server, STRANGER, SECRET)).startsWith("HTTP/1.1 429");
      assertThat(post(server, null, SECRET)).startsWith("HTTP/1.1 303");
      assertThat(get(server, "/snapshot", "Authorization: Bearer " + SECRET + "\r\n"))
          .startsWith("HTTP/1.1 200");
      assertThat(get(server, "/snapshot", cookie)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void wrongTokensAndRefusedRequests_areLoggedOnceAMinute_withTheirAddress() throws Exception {
    try (StatusServer server = withToken().start()) {
      for (int i = 0; i < 15; i++) {
        post(server, STRANGER, WRONG + i);
        send(server, "127.0.0.3", "GET / HTTP/1.1\r\nHost: evil.example\r\n", "");
      }
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .filteredOn(line -> line.contains("from 127."))
          .containsExactlyInAnyOrder(
              "A wrong token for the status page came from 127.0.0.2; it is told once a minute",
              "Refused a request for the status page from 127.0.0.3: This server has another name."
                  + " See allowedHost.")
          .noneMatch(line -> line.contains(WRONG));
    }
  }

  @Test
  void stream_endsAtOnce_whenItsReaderLogsOut() throws Exception {
    Told.on(page, "audit").second(Figures.quiet());
    try (StatusServer server = withToken().live(Duration.ofHours(1), 4).start()) {
      String cookie = login(server);
      try (Socket stream = socket(server, null)) {
        BufferedReader lines = events(stream, cookie);
        String first = lines.readLine();
        while (!first.startsWith("data: ")) {
          first = lines.readLine();
        }
        send(server, null, "POST /logout HTTP/1.1\r\nHost: localhost\r\n" + ORIGIN + cookie, "");
        String line = lines.readLine();
        while (line != null && !line.equals("0")) {
          assertThat(line).doesNotContain("data");
          line = lines.readLine();
        }
        Waiting.until("its place is free", () -> server.freePlaces() == 4);
      }
    }
  }

  @Test
  void stream_endsAtOnce_whenTheHostLetsItsReaderInNoMore() throws Exception {
    Told.on(page, "audit").second(Figures.quiet());
    boolean[] fired = {false};
    StatusAccess access = request -> fired[0] ? StatusUser.nobody() : StatusUser.reader("rita");
    try (StatusServer server =
            StatusServer.builder(page).access(access).live(Duration.ofMillis(20), 4).start();
        Socket stream = socket(server, null)) {
      BufferedReader lines = events(stream, "");
      assertThat(lines.readLine()).contains("200");
      fired[0] = true;
      String line = lines.readLine();
      for (int more = 0; line != null && !line.equals("0"); more++) {
        assertThat(more).as("lines after that").isLessThan(1_000);
        line = lines.readLine();
      }
      Waiting.until("its place is free", () -> server.freePlaces() == 4);
    }
  }

  @Test
  void reader_hasAFewStreams_soThatOthersHaveSomeToo() throws Exception {
    List<Socket> streams = new ArrayList<>();
    try (StatusServer server = StatusServer.builder(page).live(Duration.ofHours(1), 16).start()) {
      for (int i = 0; i < LiveEvents.MAX_STREAMS; i++) {
        streams.add(socket(server, STRANGER));
        assertThat(events(streams.get(i), "").readLine()).contains("200");
      }
      streams.add(socket(server, STRANGER));
      assertThat(events(streams.get(LiveEvents.MAX_STREAMS), "").readLine()).contains("503");
      streams.add(socket(server, null));
      assertThat(events(streams.get(LiveEvents.MAX_STREAMS + 1), "").readLine()).contains("200");
    } finally {
      for (Socket socket : streams) {
        socket.close();
      }
    }
  }

  @Test
  void deafReaders_costNobodyElseAnything() throws Exception {
    Told told = longHistory();
    List<Socket> deaf = new ArrayList<>();
    try (StatusServer server = StatusServer.builder(page).live(Duration.ofNanos(1), 16).start()) {
      for (int i = 0; i < LiveEvents.MAX_STREAMS; i++) {
        deaf.add(socket(server, STRANGER));
        deaf.get(i)
            .getOutputStream()
            .write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      }
      Waiting.until("they have places", () -> server.freePlaces() == 16 - LiveEvents.MAX_STREAMS);
      assertThat(get(server, "/snapshot", "")).startsWith("HTTP/1.1 200").contains("audit");
      Waiting.until("they have lost them", () -> server.freePlaces() == 16);
      assertThat(told.history.timeline().seconds()).hasSize(600);
    } finally {
      for (Socket socket : deaf) {
        socket.close();
      }
    }
  }

  @Test
  void longHistory_isToldInSmallMessages_completeAndInOrder() throws Exception {
    Told told = longHistory();
    Watching watching = Watching.inPieces(page, StatusUser.reader("rita"));
    List<Long> rows = new ArrayList<>();
    int messages = 0;
    do {
      JsonNode card = new ObjectMapper().readTree(watching.next()).get("destinations").get(0);
      assertThat(card.get("seconds")).hasSizeLessThanOrEqualTo(400);
      card.get("seconds").forEach(row -> rows.add(row.get(0).asLong()));
      messages++;
    } while (watching.hasMore());

    assertThat(messages).isEqualTo(2);
    assertThat(rows)
        .isEqualTo(told.history.timeline().seconds().stream().map(row -> row[0]).toList());
    told.second(Figures.quiet());
    JsonNode next = new ObjectMapper().readTree(watching.next()).get("destinations").get(0);
    assertThat(next.get("seconds")).hasSize(1);
  }

  private Told longHistory() {
    Told told = Told.on(page, "audit");
    for (int i = 0; i < 700; i++) {
      told.second(Figures.quiet());
    }
    for (int i = 0; i < 50; i++) {
      told.history.problem(i + "x".repeat(500));
    }
    return told;
  }

  private StatusServerBuilder withToken() {
    return StatusServer.builder(page).token(StatusUser.reader("rita"), SECRET);
  }

  /** The header that proves it. */
  private static String login(StatusServer server) throws IOException {
    String answer = post(server, null, SECRET);
    int from = answer.indexOf("maestro_status_");
    return "Cookie: " + answer.substring(from, answer.indexOf(';', from)) + "\r\n";
  }

  private static Socket socket(StatusServer server, String from) throws IOException {
    Socket socket = new Socket();
    if (from != null) {
      socket.bind(new InetSocketAddress(from, 0));
    }
    socket.connect(
        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), server.uri().getPort()));
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static BufferedReader events(Socket socket, String header) throws IOException {
    socket
        .getOutputStream()
        .write(("GET /events HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n").getBytes(UTF_8));
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  private static String get(StatusServer server, String path, String header) throws IOException {
    return send(server, null, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header, "");
  }

  private static String post(StatusServer server, String from, String token) throws IOException {
    String head = "POST /login HTTP/1.1\r\nHost: localhost\r\n" + ORIGIN;
    return send(server, from, head, "token=" + token);
  }

  /** The whole answer; empty if the connection was closed without one. */
  private static String send(StatusServer server, String from, String head, String body)
      throws IOException {
    try (Socket socket = socket(server, from)) {
      String rest = "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      socket.getOutputStream().write((head + rest).getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (SocketException reset) {
      return "";
    }
  }
}
