package io.github.maestroevents.testbeds.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.testbeds.Await;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private ServerSocket echo;
  private TcpProxy proxy;

  @BeforeEach
  void startEcho() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Daemon.start("echo-accept", this::echoAll);
    proxy = TcpProxy.to(echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void bytes_passUnchanged_byDefault() throws IOException {
    try (Socket client = connect()) {
      assertThat(roundTrip(client, 42)).isEqualTo(42);
    }
  }

  @Test
  void bytes_areHeldForAWhile_whenDelayed() throws IOException {
    try (Socket client = connect()) {
      proxy.delay(Duration.ofMillis(100));
      long start = System.nanoTime();

      assertThat(roundTrip(client, 42)).isEqualTo(42);

      // Once on the way there and once on the way back.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(199));
    }
  }

  @Test
  void bytes_areHeldUntilHealed_whenStalled() throws IOException {
    try (Socket client = connect()) {
      proxy.stall();
      client.getOutputStream().write(42);
      client.setSoTimeout(200);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      proxy.pass();

      client.setSoTimeout(10_000);
      assertThat(client.getInputStream().read()).isEqualTo(42);
    }
  }

  @Test
  void connection_isResetByHealing_whenItsRepliesWereDropped() throws IOException {
    try (Socket client = connect()) {
      assertThat(roundTrip(client, 1)).isEqualTo(1);
      proxy.dropReplies();
      client.getOutputStream().write(42);
      client.setSoTimeout(200);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      proxy.pass();

      client.setSoTimeout(10_000);
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void connections_areReset_existingAndNew() throws IOException {
    try (Socket client = connect()) {
      assertThat(roundTrip(client, 1)).isEqualTo(1);

      proxy.reset();

      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThatThrownBy(() -> tryOneByte()).isInstanceOf(IOException.class);
      proxy.pass();
      tryOneByte();
    }
  }

  @Test
  void connections_areRefused_untilHealedOnTheSamePort() throws IOException {
    int port = proxy.port();

    proxy.refuse();

    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    proxy.pass();
    assertThat(proxy.port()).isEqualTo(port);
    tryOneByte();
  }

  @Test
  void client_isReset_whenNothingListensUpstream() throws IOException {
    echo.close();

    try (Socket client = connect()) {
      assertThatThrownBy(() -> roundTrip(client, 1)).isInstanceOf(IOException.class);
    } catch (SocketException e) {
      // Reset before the connection was made: as good.
    }
    Await.until("no connection left", SOON, () -> proxy.openConnections() == 0);
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private void tryOneByte() throws IOException {
    try (Socket client = connect()) {
      assertThat(roundTrip(client, 7)).isEqualTo(7);
    }
  }

  private static int roundTrip(Socket client, int value) throws IOException {
    client.getOutputStream().write(value);
    int answer = client.getInputStream().read();
    if (answer < 0) {
      throw new IOException("closed");
    }
    return answer;
  }

  private void echoAll() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Daemon.start(
            "echo",
            () -> {
              try (socket) {
                socket.getInputStream().transferTo(socket.getOutputStream());
              } catch (IOException e) {
                // The client went away, as tests here make it do.
              }
            });
      } catch (IOException e) {
        // Closed at the end of the test.
      }
    }
  }
}
