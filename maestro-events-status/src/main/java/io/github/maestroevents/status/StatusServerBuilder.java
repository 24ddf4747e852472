package io.github.maestroevents.status;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.status.internal.http.Addresses;
import io.github.maestroevents.status.internal.http.ServerThreads;
import io.github.maestroevents.status.internal.http.Sessions;
import io.github.maestroevents.status.internal.http.Tokens;
import io.github.maestroevents.status.internal.http.Visitors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link StatusServer} needs. Everything has a default. Not thread-safe. */
public final class StatusServerBuilder {

  /** A token is at least that long. */
  public static final int MIN_TOKEN_CHARS = 16;

  private static final int MAX_PORT = 65_535;

  private final StatusPage page;
  private final Tokens<StatusUser> tokens = new Tokens<>();
  private final Set<String> hosts = new LinkedHashSet<>();
  private InetAddress address = InetAddress.getLoopbackAddress();
  private int port;
  private @Nullable StatusAccess access;
  private Duration interval = Duration.ofSeconds(1);
  private int liveClients = StatusServer.MAX_LIVE_CLIENTS;

  StatusServerBuilder(StatusPage page) {
    this.page = page;
  }

  /** The port to listen on, 0 to {@value #MAX_PORT}; 0, the default, takes a free one. */
  public StatusServerBuilder port(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be from 0 to " + MAX_PORT + ": " + port);
    }
    this.port = port;
    return this;
  }

  /**
   * The address to listen on; by default the loopback address. Any other one needs a {@link
   * #token}.
   *
   * @param address a name or a literal; {@code 0.0.0.0} listens on all
   * @throws IllegalArgumentException if the name is not known
   */
  public StatusServerBuilder bind(String address) {
    try {
      this.address = InetAddress.getByName(requireNonNull(address, "address"));
      this.hosts.add(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("address is not known: " + address, e);
    }
    return this;
  }

  /**
   * A name under which browsers may ask for the page, beside {@code localhost}, the name given to
   * {@link #bind} and every literal address: such as that of a proxy. Without its port. Requests
   * under another name are refused, since a stranger's page could send them.
   */
  public StatusServerBuilder allowedHost(String name) {
    hosts.add(requireNonNull(name, "name"));
    return this;
  }

  /**
   * Lets whoever has this secret in. People type it once, programs send it as {@code Authorization:
   * Bearer}. May be called several times, once for each user or role. Nobody is let in without one
   * of them.
   *
   * @param user stands in the log beside each action
   * @param secret {@value #MIN_TOKEN_CHARS} characters at least; kept as a digest alone
   * @throws IllegalArgumentException if the secret is shorter; the message does not have it
   */
  public StatusServerBuilder token(StatusUser user, String secret) {
    if (secret.length() < MIN_TOKEN_CHARS) {
      throw new IllegalArgumentException(
          "a token must have at least " + MIN_TOKEN_CHARS + " characters");
    }
    tokens.add(secret, requireNonNull(user, "user"));
    return this;
  }

  /**
   * Who may do what, for a server on the loopback address without tokens; by default {@link
   * StatusAccess#readOnly()}.
   */
  public StatusServerBuilder access(StatusAccess access) {
    this.access = requireNonNull(access, "access");
    return this;
  }

  /** For tests. */
  StatusServerBuilder live(Duration interval, int clients) {
    this.interval = interval;
    this.liveClients = clients;
    return this;
  }

  /**
   * Listens.
   *
   * @throws IllegalArgumentException if the address is not the loopback address and there is no
   *     token, or if there are both tokens and an access
   * @throws UncheckedIOException if the address cannot be listened on; the message has it
   */
  public StatusServer start() {
    check();
    InetSocketAddress socket = new InetSocketAddress(address, port);
    HttpServer http;
    try {
      http = HttpServer.create(socket, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The status page cannot listen on " + socket, e);
    }
    DeliveryClock clock = DeliveryClock.system();
    ServerThreads threads = new ServerThreads(StatusServer.MAX_THREADS, clock);
    Gate gate =
        new Gate(
            new Addresses(hosts),
            tokens,
            new Sessions<>(clock),
            new Visitors(clock),
            access == null ? StatusAccess.readOnly() : access,
            "maestro_status_" + http.getAddress().getPort());
    return StatusServer.start(
        http, page, gate, new LiveEvents(liveClients, interval, threads), threads);
  }

  private void check() {
    if (!address.isLoopbackAddress() && tokens.isEmpty()) {
      throw new IllegalArgumentException(
          "Whoever reaches "
              + address.getHostAddress()
              + " would see the status page: set a token, or listen on the loopback address");
    }
    if (access != null && !tokens.isEmpty()) {
      throw new IllegalArgumentException("Set tokens or an access, not both");
    }
  }
}
