package io.github.maestroevents.kafka.internal.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The list of addresses that a client is given to find the brokers by. */
public final class BootstrapServers {

  // As Kafka's client reads it: an optional protocol, a name or an IPv6 address, a port.
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[a-zA-Z]+://)?(?:\\[[0-9a-fA-F:.%]+]|[\\w.%-]+):(\\d{1,5})");

  private static final int HIGHEST_PORT = 65_535;

  private BootstrapServers() {}

  /**
   * Returns the list unchanged.
   *
   * @throws IllegalArgumentException if any of the addresses is not one
   */
  static String requireLegal(String servers) {
    for (String server : servers.split(",", -1)) {
      Matcher address = ADDRESS.matcher(server.strip());
      if (!address.matches() || Integer.parseInt(address.group(1)) > HIGHEST_PORT) {
        throw new IllegalArgumentException(
            "bootstrap.servers must be host:port[,host:port…]: " + servers);
      }
    }
    return servers;
  }

  /**
   * Whether Kafka's client refused a list only because no name in it has an address now. It tells
   * by a ConfigException alone; every other one about the list is excluded by {@link
   * #requireLegal}.
   */
  public static boolean saysNoneResolves(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException
          && String.valueOf(cause.getMessage()).contains("resolvable")) {
        return true;
      }
    }
    return false;
  }
}
