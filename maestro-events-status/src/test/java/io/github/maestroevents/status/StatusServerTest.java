package io.github.maestroevents.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StatusServerTest {

  private static final String SECRET = "0123456789abcdef";
  private static final String WRONG = "fedcba9876543210";

  private final StatusPage page = StatusPage.create("node 7");

  @Test
  void server_listensOnLoopbackAndAFreePort_whenNothingIsSet() throws Exception {
    try (StatusServer server = StatusServer.builder(page).start()) {
      assertThat(InetAddress.getByName(server.uri().getHost()).isLoopbackAddress()).isTrue();
      assertThat(server.uri().getPort()).isPositive();
      assertThat(get(server, "/", "localhost"))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("Content-Security-Policy");
    }
  }

  @Test
  void start_isRefused_whenOthersCouldReachItWithoutAToken() {
    assertThatThrownBy(() -> StatusServer.builder(page).bind("0.0.0.0").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set a token");
    assertThatThrownBy(
            () ->
                StatusServer.builder(page).bind("0.0.0.0").access(StatusAccess.readOnly()).start())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StatusServer.builder(page).token(StatusUser.reader("r"), "short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("short\"");
  }

  @Test
  void start_fails_whenThePortIsTaken() {
    try (StatusServer server = StatusServer.builder(page).start()) {
      assertThatThrownBy(() -> StatusServer.builder(page).port(server.uri().getPort()).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(server.uri().getPort()));
    }
  }

  @Test
  void request_isRefused_underANameThatIsNotOurs() throws Exception {
    try (StatusServer server = StatusServer.builder(page).allowedHost("status.example").start()) {
      assertThat(get(server, "/snapshot", "evil.example")).startsWith("HTTP/1.1 403");
      assertThat(get(server, "/snapshot", "evil.example:" + server.uri().getPort()))
          .startsWith("HTTP/1.1 403");
      assertThat(get(server, "/snapshot", "127.0.0.1.evil.example")).startsWith("HTTP/1.1 403");
      assertThat(get(server, "/snapshot", "status.example")).startsWith("HTTP/1.1 200");
      assertThat(get(server, "/snapshot", "[::1]:80")).startsWith("HTTP/1.1 200");
      assertThat(get(server, "/snapshot", "LOCALHOST:80")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void request_isRefused_whenAnotherPageSentIt() throws Exception {
    try (StatusServer server =
        StatusServer.builder(page).access(StatusAccess.operating()).start()) {
      assertThat(post(server, "/action", "do=pause", "Origin: http://evil.example"))
          .contains("sent by another page");
      assertThat(post(server, "/action", "do=pause", "Origin: null"))
          .contains("sent by another page");
      assertThat(post(server, "/action", "do=pause", "X: y")).contains("sent by another page");
      assertThat(post(server, "/action", "do=pause", "Origin: http://localhost"))
          .contains("earlier run");
      assertThat(
              send(
                  server,
                  "GET /events HTTP/1.1\r\n"
                      + "Host: localhost\r\n"
                      + "Sec-Fetch-Site: cross-site\r\n"
                      + "Connection: close\r\n\r\n"))
          .contains("asked for by another page");
    }
  }

  @Test
  void token_opensThePage_asBearerOrByLogin() throws Exception {
    try (StatusServer server =
        StatusServer.builder(page)
            .bind("0.0.0.0")
            .token(StatusUser.reader("rita"), SECRET)
            .start()) {
      assertThat(get(server, "/", "localhost"))
          .startsWith("HTTP/1.1 401")
          .contains("type=\"password\"");
      assertThat(get(server, "/snapshot", "localhost"))
          .startsWith("HTTP/1.1 401")
          .contains("Bearer");
      assertThat(getWith(server, "Authorization: Bearer " + WRONG)).startsWith("HTTP/1.1 401");
      assertThat(getWith(server, "Authorization: Bearer " + SECRET))
          .startsWith("HTTP/1.1 200")
          .contains("rita");

      assertThat(post(server, "/login", "token=" + WRONG, "Origin: http://localhost"))
          .startsWith("HTTP/1.1 403");
      String login = post(server, "/login", "token=" + SECRET, "Origin: http://localhost");
      assertThat(login).startsWith("HTTP/1.1 303").contains("HttpOnly", "SameSite=Strict");
      String cookie = cookie(login);
      assertThat(getWith(server, "Cookie: a=b; " + cookie))
          .startsWith("HTTP/1.1 200")
          .contains("rita");
      post(server, "/logout", "", "Origin: http://localhost\r\nCookie: " + cookie);
      assertThat(getWith(server, "Cookie: " + cookie)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void tokens_cannotBeGuessedForLong() throws Exception {
    try (StatusServer server =
        StatusServer.builder(page).token(StatusUser.reader("rita"), SECRET).start()) {
      for (int i = 0; i < 20; i++) {
        post(server, "/login", "token=guess" + i, "Origin: http://localhost");
      }
      assertThat(post(server, "/login", "token=guess", "Origin: http://localhost"))
          .startsWith("HTTP/1.1 429");
      assertThat(getWith(server, "Authorization: Bearer " + SECRET)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void nobodyIsLetIn_whenTheHostsAccessFails() throws Exception {
    StatusAccess broken =
        request -> {
          throw new IllegalStateException("directory is down");
        };
    try (StatusServer server = StatusServer.builder(page).access(broken).start()) {
      assertThat(get(server, "/snapshot", "localhost"))
          .startsWith("HTTP/1.1 403")
          .doesNotContain("directory");
    }
  }

  @Test
  void body_isRefused_whenItIsLong() throws Exception {
    try (StatusServer server =
        StatusServer.builder(page).access(StatusAccess.operating()).start()) {
      assertThat(post(server, "/action", "x".repeat(20_000), "Origin: http://localhost"))
          .startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void events_flow_andPlacesAreBoundedAndGivenBack() throws Exception {
    Told told = Told.on(page, "audit").second(Figures.quiet());
    try (StatusServer server = StatusServer.builder(page).live(Duration.ofMillis(20), 1).start()) {
      try (Socket reader = open(server)) {
        BufferedReader lines = events(reader);
        assertThat(data(lines)).contains("audit");
        told.second(Figures.quiet().with("accepted", 4_711));
        Waiting.until("the page moves", () -> data(lines).contains("4711"));
        assertThat(get(server, "/events", "localhost")).startsWith("HTTP/1.1 503");
      }
      Waiting.until(
          "the place is free",
          () -> {
            try (Socket next = open(server)) {
              return events(next).readLine().contains("200");
            }
          });
    }
  }

  @Test
  void reader_thatDoesNotRead_losesItsPlace() throws Exception {
    Told told = Told.on(page, "audit");
    for (int i = 0; i < 600; i++) {
      told.second(Figures.quiet());
    }
    for (int i = 0; i < 50; i++) {
      told.history.problem(i + "x".repeat(500));
    }
    try (StatusServer server = StatusServer.builder(page).live(Duration.ofNanos(1), 1).start();
        Socket deaf = open(server)) {
      deaf.getOutputStream()
          .write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      Waiting.until("it has the place", () -> server.freePlaces() == 0);
      Waiting.until("it has lost the place", () -> server.freePlaces() == 1);
    }
  }

  @Test
  void close_endsStreamsAndThreads_atOnce() throws Exception {
    Told.on(page, "audit").second(Figures.quiet());
    StatusServer server = StatusServer.builder(page).start();
    List<Socket> readers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      readers.add(open(server));
      data(events(readers.get(i)));
    }
    long before = System.nanoTime();
    server.close();
    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    Waiting.until(
        "no thread is left",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("maestro-events-status")));
    for (Socket reader : readers) {
      reader.close();
    }
  }

  @Test
  void threads_areDaemons_soThatAHostCanEnd() throws Exception {
    try (StatusServer server = StatusServer.builder(page).start()) {
      get(server, "/", "localhost");
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(
              thread ->
                  thread.getName().startsWith("maestro-events-status")
                      || thread.getName().contains("HTTP-Dispatcher"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }

  @Test
  void server_answersOthers_whenManyConnectionsSendNothing() throws Exception {
    try (StatusServer server = StatusServer.builder(page).start()) {
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        silent.add(open(server));
        silent.get(i).getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(UTF_8));
      }
      Waiting.until("an answer", () -> get(server, "/", "localhost").startsWith("HTTP/1.1 200"));
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static Socket open(StatusServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static BufferedReader events(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  private static String data(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data: ")) {
        return line;
      }
    }
    throw new IOException("the stream has ended");
  }

  private static String cookie(String answer) {
    int from = answer.indexOf("maestro_status_");
    return answer.substring(from, answer.indexOf(';', from));
  }

  private static String get(StatusServer server, String path, String host) throws IOException {
    return send(
        server, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private static String getWith(StatusServer server, String header) throws IOException {
    return send(
        server,
        "GET /snapshot HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\nConnection: close\r\n\r\n");
  }

  private static String post(StatusServer server, String path, String form, String headers)
      throws IOException {
    return send(
        server,
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + headers
            + "\r\nContent-Length: "
            + form.length()
            + "\r\nConnection: close\r\n\r\n"
            + form);
  }

  /** The whole answer; what the server does not take is not held against it. */
  private static String send(StatusServer server, String request) throws IOException {
    try (Socket socket = open(server)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (java.net.SocketException reset) {
      return "";
    }
  }
}
