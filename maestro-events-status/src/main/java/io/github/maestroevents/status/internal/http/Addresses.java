package io.github.maestroevents.status.internal.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request was meant for this server. A page of a stranger can make a browser send
 * requests here, also under a name of the stranger's that suddenly means this machine (DNS
 * rebinding): so a name has to be known. A literal address cannot be rebound.
 */
public final class Addresses {

  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");

  private final Set<String> names = new HashSet<>();

  public Addresses(Set<String> names) {
    this.names.add("localhost");
    names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
  }

  /** Of the header {@code Host}. */
  public boolean isOurs(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", "");
    return names.contains(name) || LITERAL.matcher(name).matches();
  }

  /** Of the headers {@code Origin} and {@code Host} of what changes something. */
  public static boolean isSameOrigin(@Nullable String origin, @Nullable String host) {
    if (origin == null || host == null) {
      return false;
    }
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  /** Of the header {@code Sec-Fetch-Site}, which browsers send and pages cannot forge. */
  public static boolean isOfStranger(@Nullable String fetchSite) {
    return "cross-site".equals(fetchSite) || "same-site".equals(fetchSite);
  }
}
