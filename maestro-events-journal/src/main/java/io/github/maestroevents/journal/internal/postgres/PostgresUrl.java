package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.spi.WithheldText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a database, read here and not by the driver, which writes URLs that it refuses to its
 * log. A password may stand anywhere in one that is wrong, so nothing repeats it.
 *
 * @param hosts at least one
 * @param ports as many; 0 for the driver's default
 * @param database its name, decoded
 * @param properties of the driver, decoded, in their order
 */
public record PostgresUrl(
    List<String> hosts, List<Integer> ports, String database, Map<String, String> properties) {

  private static final String PREFIX = "jdbc:postgresql:";

  private static final Pattern ANY_URL =
      Pattern.compile("(?:jdbc:|postgres(?:ql)?:).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern PARTS =
      Pattern.compile("jdbc:postgresql://([^/?]+)/([^/?]+)(?:\\?(.*))?", Pattern.DOTALL);

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.%]{2,60}])(?::(\\d{1,5}))?");

  private static final int HIGHEST_PORT = 65_535;

  /** Whether this is meant as the URL of a database, of any kind and well formed or not. */
  public static boolean isUrl(String place) {
    return ANY_URL.matcher(place).matches();
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException if it is wrong; the message says how and repeats nothing
   */
  public static PostgresUrl of(String url) {
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "must begin with jdbc:postgresql: (a journal in a database is one in PostgreSQL)");
    }
    int query = url.indexOf('?');
    if (url.substring(0, query < 0 ? url.length() : query).indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "must have no '@' before its properties: write the user as postgresql.user and the"
              + " password as postgresql.password; in the name of a database write %40");
    }
    Matcher parts = PARTS.matcher(url);
    if (!parts.matches()) {
      throw illegal("what follows jdbc:postgresql: is " + shape(url.substring(PREFIX.length())));
    }
    List<String> hosts = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (String one : parts.group(1).split(",", -1)) {
      Matcher host = HOST.matcher(one);
      int port = host.matches() && host.group(2) != null ? Integer.parseInt(host.group(2)) : 0;
      if (!host.matches() || port > HIGHEST_PORT) {
        throw illegal("its host and port are " + shape(one));
      }
      hosts.add(host.group(1));
      ports.add(port);
    }
    return new PostgresUrl(
        List.copyOf(hosts),
        List.copyOf(ports),
        decoded(parts.group(2)),
        properties(parts.group(3) == null ? "" : parts.group(3)));
  }

  private static Map<String, String> properties(String query) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String one : query.split("&", -1)) {
      int sign = one.indexOf('=');
      String name = decoded(sign < 0 ? one : one.substring(0, sign));
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.equals("user") || lower.equals("password")) {
        throw new IllegalArgumentException(
            "must have no " + lower + " among its properties: write it as postgresql." + lower);
      }
      if (!name.isEmpty()) {
        properties.put(name, sign < 0 ? "" : decoded(one.substring(sign + 1)));
      }
    }
    return properties;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // whose message holds a part of the text
      throw illegal("in it a '%' stands before what is no number of two digits");
    }
  }

  private static IllegalArgumentException illegal(String what) {
    return new IllegalArgumentException(
        "must look like jdbc:postgresql://host:port/database?property=value, but " + what);
  }

  private static String shape(String text) {
    return WithheldText.shape(text);
  }

  /** Says nothing of it. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
