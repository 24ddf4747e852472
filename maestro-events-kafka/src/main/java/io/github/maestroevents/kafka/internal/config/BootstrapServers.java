package io.github.maestroevents.kafka.internal.config;

import io.github.maestroevents.spi.WithheldText;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The list of addresses that a client is given to find the brokers by. */
public final class BootstrapServers {

  // As Kafka's client reads it: an optional protocol, a name or an IPv6 address, a port.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[a-zA-Z_]+://)?(\\[[0-9a-fA-F:.]+(?:%[\\w.-]{1,20})?]|[\\w.-]{1,253}):(\\d{1,5})");

  private static final int HOST = 1;
  private static final int PORT = 2;

  private static final int HIGHEST_PORT = 65_535;

  private BootstrapServers() {}

  /**
   * Returns the list unchanged.
   *
   * @throws IllegalArgumentException if any of the addresses is not one
   */
  static String requireLegal(String servers) {
    String[] all = servers.split(",", -1);
    for (int i = 0; i < all.length; i++) {
      if (!isLegal(ADDRESS.matcher(all[i].strip()))) {
        throw new IllegalArgumentException(
            "bootstrap.servers must be host:port[,host:port…], with no user and no password in it,"
                + " but address "
                + (i + 1)
                + " of "
                + all.length
                + " is none ("
                + WithheldText.shape(all[i])
                + ")");
      }
    }
    return servers;
  }

  private static boolean isLegal(Matcher address) {
    return address.matches() && Integer.parseInt(address.group(PORT)) <= HIGHEST_PORT;
  }

  /**
   * Hosts and ports alone, for people.
   *
   * @param servers a list of Kafka's or a text, legal or not
   */
  public static String shown(@Nullable Object servers) {
    String text =
        servers instanceof Iterable<?> several
            ? ProducerProperty.join(several)
            : String.valueOf(servers);
    StringJoiner shown = new StringJoiner(",");
    for (String server : text.split(",", -1)) {
      Matcher address = ADDRESS.matcher(server.strip());
      shown.add(isLegal(address) ? address.group(HOST) + ":" + address.group(PORT) : Secrets.MASK);
    }
    return shown.toString();
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
