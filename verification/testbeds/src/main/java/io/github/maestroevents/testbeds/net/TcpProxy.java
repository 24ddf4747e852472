package io.github.maestroevents.testbeds.net;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server on the loopback address and breaks what passes, in one way
 * at a time. Starts by passing everything; each method switches to another fault at once, for
 * connections that exist as well as for new ones.
 *
 * <p>Thread-safe. Runs two daemon threads per connection and one that accepts.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  private final InetSocketAddress upstream;
  private final int port;
  private final Fault fault = new Fault();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket listener; // guarded by this
  private boolean closed; // guarded by this

  private TcpProxy(InetSocketAddress upstream, int port) {
    this.upstream = upstream;
    this.port = port;
  }

  /** A running proxy for a server on the loopback address, which need not be up yet. */
  public static TcpProxy to(int upstreamPort) {
    TcpProxy proxy =
        new TcpProxy(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), upstreamPort),
            FreePorts.next());
    proxy.listen();
    return proxy;
  }

  /** The port clients connect to; it stays the same through every fault. */
  public int port() {
    return port;
  }

  /** Connections now open. */
  public int openConnections() {
    return connections.size();
  }

  /** Heals: bytes held by a stall go on, and what a fault has spoilt is reset. */
  public void pass() {
    change(Fault.Mode.PASS, Duration.ZERO);
    connections.stream().filter(ProxiedConnection::hasLostBytes).forEach(ProxiedConnection::reset);
  }

  /** Holds every chunk of bytes back for a while, in both directions. */
  public void delay(Duration perChunk) {
    change(Fault.Mode.DELAY, requireNonNull(perChunk, "perChunk"));
  }

  /** Accepts connections and bytes but passes nothing on; nobody notices but by a timeout. */
  public void stall() {
    change(Fault.Mode.STALL, Duration.ZERO);
  }

  /** Passes requests on but loses what the server answers. */
  public void dropReplies() {
    change(Fault.Mode.DROP_REPLIES, Duration.ZERO);
  }

  /** Resets every connection, and each new one as soon as it is made. */
  public void reset() {
    change(Fault.Mode.RESET, Duration.ZERO);
    connections.forEach(ProxiedConnection::reset);
  }

  /** Resets every connection and refuses new ones, as if nothing listened. */
  public void refuse() {
    fault.set(Fault.Mode.RESET, Duration.ZERO);
    stopListening();
    connections.forEach(ProxiedConnection::reset);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    refuse();
  }

  private void change(Fault.Mode mode, Duration delay) {
    fault.set(mode, delay);
    listen();
  }

  private synchronized void listen() {
    if (closed) {
      throw new IllegalStateException("The proxy on port " + port + " is closed");
    }
    if (listener != null) {
      return;
    }
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listener = socket;
      Daemon.start("proxy-" + port + "-accept", () -> acceptAll(socket));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on port " + port, e);
    }
  }

  private synchronized void stopListening() {
    if (listener != null) {
      closeQuietly(listener);
      listener = null;
    }
  }

  private void acceptAll(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        accept(socket.accept());
      } catch (IOException e) {
        // Either the listener was closed, which ends the loop, or this one client went away.
      }
    }
  }

  private void accept(Socket client) {
    if (fault.mode() == Fault.Mode.RESET) {
      resetQuietly(client);
      return;
    }
    Daemon.start("proxy-" + port + "-connect", () -> connect(client));
  }

  private void connect(Socket client) {
    Socket server = new Socket();
    try {
      server.connect(upstream, CONNECT_TIMEOUT_MILLIS);
    } catch (IOException e) {
      // A client left with an open socket and nobody behind it would wait for its own timeout.
      closeQuietly(server);
      resetQuietly(client);
      return;
    }
    ProxiedConnection connection = new ProxiedConnection(client, server, fault, connections);
    connections.add(connection);
    connection.start("proxy-" + port);
    if (fault.mode() == Fault.Mode.RESET) {
      connection.reset();
    }
  }

  /** Closes so that the other side reads a reset rather than an orderly end. */
  static void resetQuietly(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // Closed before: there is nothing to reset.
    }
    closeQuietly(socket);
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // The test wants it gone; it is.
    }
  }
}
