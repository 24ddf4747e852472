package io.github.maestroevents.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections: TLS, their reuse and end, how many there are, and a receiver that comes and goes.
 */
class WebhookConnectionTest {

  private static final char[] PASSWORD = "password".toCharArray();

  @Test
  void connection_isUsedAgain_andNotBeyondItsAge() {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    try (Receiver receiver =
        new Receiver(
            (request, exchange) -> {
              ports.add(exchange.getRemoteAddress().getPort());
              return 204;
            })) {
      try (WebhookNotificationPublisher publisher = receiver.publisher().build()) {
        for (int i = 0; i < 50; i++) {
          Outcomes.of(publisher, Events.event("k", i));
        }
        // An answer is there a moment before its connection is free, so there may be a second one.
        assertThat(ports).hasSizeLessThan(5);
      }
      ports.clear();
      try (WebhookNotificationPublisher publisher =
          receiver.publisher().maxConnectionAge(Duration.ofMillis(1)).build()) {
        for (int i = 0; i < 20; i++) {
          Outcomes.of(publisher, Events.event("k", i));
        }
        assertThat(ports).hasSizeGreaterThan(1);
      }
    }
  }

  @Test
  void requestsInFlight_areCapped_andAllAreDelivered() {
    AtomicInteger running = new AtomicInteger();
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    Semaphore gate = new Semaphore(0);
    try (Receiver receiver =
            new Receiver(
                (request, exchange) -> {
                  seen.add(running.incrementAndGet());
                  gate.acquireUninterruptibly();
                  running.decrementAndGet();
                  return 204;
                });
        WebhookNotificationPublisher publisher =
            receiver.publisher().maxRequestsInFlight(3).build()) {
      CompletableFuture<?> all = publisher.sendBatch(Events.events(0, 30)).toCompletableFuture();
      Waiting.until(() -> running.get() == 3);
      gate.release(1_000);
      all.join();

      assertThat(seen).contains(3).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(3));
      assertThat(receiver.requests()).hasSize(30);
    }
  }

  @Test
  void eventBehindOneThatIsToBeRetried_isNotSent() {
    try (Receiver receiver =
            new Receiver(
                (request, exchange) ->
                    request.header("ce-id").equals(Events.id("k", 1)) ? 503 : 204);
        WebhookNotificationPublisher publisher = receiver.publisher().build()) {
      List<DeliveryOutcome> outcomes =
          Outcomes.of(
              publisher,
              List.of(
                  Events.event("k", 0),
                  Events.event("k", 1),
                  Events.event("k", 2),
                  Events.event("l", 3)));

      assertThat(Outcomes.words(outcomes))
          .containsExactly("delivered", "retry", "retry", "delivered");
      assertThat(Outcomes.cause(outcomes.get(2))).contains("an earlier event of the same key");
      assertThat(receiver.requests()).hasSize(2);
    }
  }

  /** Else it would arrive behind a later event of its key, which the engine may send by then. */
  @Test
  void eventWhoseTokenComesTooLate_isNotSent() {
    CountDownLatch tooLate = new CountDownLatch(1);
    CountDownLatch together = new CountDownLatch(2);
    AtomicInteger asked = new AtomicInteger();
    try (Receiver receiver =
            new Receiver(
                (request, exchange) -> {
                  if (!request.header("ce-id").equals(Events.id("k", 2))) {
                    together.countDown();
                    await(together);
                  }
                  return 204;
                });
        WebhookNotificationPublisher publisher =
            receiver
                .publisher()
                .requestTimeout(Duration.ofSeconds(1))
                .maxRequestsInFlight(2)
                .bearerToken(
                    () -> {
                      if (asked.getAndIncrement() == 0) {
                        await(tooLate);
                      }
                      return "token";
                    })
                .build()) {
      assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 1)))).isEqualTo("retry");
      assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 2))))
          .isEqualTo("delivered");
      tooLate.countDown();

      // Two at a time: the slot of the late one is free again, so it has been decided upon.
      assertThat(
              Outcomes.words(
                  Outcomes.of(publisher, List.of(Events.event("a", 3), Events.event("b", 4)))))
          .containsExactly("delivered", "delivered");
      assertThat(receiver.requests()).hasSize(3);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Engine.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The receiver begins an answer and never ends it; its socket is given back. */
  @Test
  void connectionOfAnAnswerThatNeverEnds_isClosedAtTheDeadline() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WebhookNotificationPublisher publisher =
            WebhookNotificationPublisher.builder(
                    URI.create("http://127.0.0.1:" + server.getLocalPort()))
                .allowPrivateAddresses()
                .requestTimeout(Duration.ofSeconds(3))
                .build()) {
      CompletableFuture<?> outcome =
          publisher.sendBatch(List.of(Events.event("k", 1))).toCompletableFuture();
      try (Socket socket = server.accept()) {
        socket.setSoTimeout((int) Engine.PATIENCE.toMillis());
        assertThat(socket.getInputStream().read()).isEqualTo('P'); // the request is on it
        OutputStream out = socket.getOutputStream();
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        Waiting.until(() -> isRefused(out)); // a byte at a time, so that no silence ends it
      }
      outcome.get(30, TimeUnit.SECONDS);
    }
  }

  private static boolean isRefused(OutputStream out) {
    try {
      out.write('x');
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  @Test
  void close_isBounded_andWhatIsLeftIsToBeRetried() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    try (Receiver receiver =
        new Receiver(
            (request, exchange) -> {
              arrived.countDown();
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return 204;
            })) {
      WebhookNotificationPublisher publisher =
          receiver.publisher().closeTimeout(Duration.ofMillis(100)).build();
      CompletableFuture<io.github.maestroevents.spi.BatchResult> result =
          publisher.sendBatch(List.of(Events.event("k", 1))).toCompletableFuture();
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();

      publisher.close();

      assertThat(result).isCompleted();
      assertThat(Outcomes.cause(result.join().outcomes().get(0))).contains("is closed");
      assertThat(publisher.batchesInFlight()).isZero();
      over.countDown();
    }
  }

  @Test
  void http2OverTls_isSpoken_andAnUnknownCertificateIsRefused(@TempDir Path folder)
      throws Exception {
    Path store = folder.resolve("store.p12");
    keys(store);
    WireMockServer server =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystoreType("PKCS12")
                .keystorePassword("password")
                .keyManagerPassword("password"));
    server.start();
    try {
      server.stubFor(post(anyUrl()).willReturn(status(204)));
      URI uri = URI.create("https://localhost:" + server.httpsPort() + "/hooks");
      try (WebhookNotificationPublisher publisher =
          WebhookNotificationPublisher.builder(uri)
              .allowPrivateAddresses()
              .sslContext(trusting(store))
              .build()) {
        List<String> words = Outcomes.words(Outcomes.of(publisher, Events.events(0, 20)));
        assertThat(words).containsOnly("delivered");
      }
      assertThat(server.getAllServeEvents())
          .hasSize(20)
          .allSatisfy(event -> assertThat(event.getRequest().getProtocol()).isEqualTo("HTTP/2.0"));
      try (WebhookNotificationPublisher publisher =
          WebhookNotificationPublisher.builder(uri).allowPrivateAddresses().build()) {
        DeliveryOutcome outcome = Outcomes.of(publisher, Events.event("k", 1));
        assertThat(Outcomes.cause(outcome)).contains("its certificate", "SSLHandshakeException");
      }
      assertThat(server.getAllServeEvents()).hasSize(20);
    } finally {
      server.stop();
    }
  }

  private static void keys(Path store) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static SSLContext trusting(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** A process of its own, killed without a word while events are on their way. */
  @Test
  void receiverThatIsKilledAndComesBack_getsEveryEvent_inTheOrderOfItsKey() throws Exception {
    List<MaestroEvent> events = TestEvents.ofOneRun(60);
    Set<String> wanted = new HashSet<>();
    events.forEach(event -> wanted.add(EncodedEvent.of(event).id().value()));
    ReceiverProcess first = ReceiverProcess.start(0);
    int port = first.port();
    try (NonBlockingNotificationPublisher engine =
        Engine.of(
            WebhookNotificationPublisher.builder(URI.create("http://127.0.0.1:" + port))
                .allowPrivateAddresses()
                .requestTimeout(Duration.ofSeconds(5))
                .build())) {
      events.subList(0, 30).forEach(engine::send);
      first.awaitReceived(5);
      first.kill();
      events.subList(30, 60).forEach(engine::send);
      ReceiverProcess second = ReceiverProcess.start(port);
      try {
        assertThat(engine.flush(Engine.PATIENCE).allDelivered()).isTrue();

        Waiting.until(() -> got(first, second).containsAll(wanted)); // what they say is on its way
        List<String> got = got(first, second);
        assertThat(firstTimes(got))
            .isEqualTo(events.stream().map(event -> EncodedEvent.of(event).id().value()).toList());
      } finally {
        second.kill();
      }
    } finally {
      first.kill();
    }
  }

  private static List<String> got(ReceiverProcess first, ReceiverProcess second) {
    List<String> got = new java.util.ArrayList<>(first.received());
    got.addAll(second.received());
    return got;
  }

  private static List<String> firstTimes(List<String> ids) {
    return List.copyOf(new java.util.LinkedHashSet<>(ids));
  }
}
