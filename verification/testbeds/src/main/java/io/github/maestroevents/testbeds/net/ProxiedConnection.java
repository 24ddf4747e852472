package io.github.maestroevents.testbeds.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;

/** One client's connection and the one behind it, pumped by two daemon threads. */
final class ProxiedConnection {

  private static final int CHUNK_BYTES = 32 * 1024;

  private final Socket client;
  private final Socket server;
  private final Fault fault;
  private final Set<ProxiedConnection> open;
  // Tells the thread that heals the proxy that this stream has a hole and cannot be used again.
  private volatile boolean lostBytes;

  ProxiedConnection(Socket client, Socket server, Fault fault, Set<ProxiedConnection> open) {
    this.client = client;
    this.server = server;
    this.fault = fault;
    this.open = open;
  }

  void start(String name) {
    Daemon.start(name + "-requests", () -> pump(client, server, false));
    Daemon.start(name + "-replies", () -> pump(server, client, true));
  }

  boolean hasLostBytes() {
    return lostBytes;
  }

  void reset() {
    open.remove(this);
    TcpProxy.resetQuietly(client);
    TcpProxy.resetQuietly(server);
  }

  private void pump(Socket from, Socket to, boolean replies) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      int length = in.read(chunk);
      while (length >= 0) {
        Fault.Mode mode = fault.hold();
        if (replies && mode == Fault.Mode.DROP_REPLIES) {
          lostBytes = true;
        } else {
          out.write(chunk, 0, length);
        }
        length = in.read(chunk);
      }
    } catch (IOException e) {
      // One side is gone; the reset below tells the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reset();
    }
  }
}
