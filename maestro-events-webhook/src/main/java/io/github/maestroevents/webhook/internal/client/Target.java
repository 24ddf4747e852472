package io.github.maestroevents.webhook.internal.client;

import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.WithheldText;
import java.net.URI;
import java.util.Locale;

/**
 * Where requests go. Path and query of it may hold a secret, as may what is not legal, so people
 * are shown scheme, host and port alone.
 */
public record Target(URI uri) {

  /**
   * @throws IllegalArgumentException in words that hold nothing of a URI that is not legal
   */
  public Target {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean isHttp = scheme.equals("http") || scheme.equals("https");
    if (!isHttp || uri.getHost() == null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "uri must look like https://host[:port][/path][?query], but is "
              + WithheldText.shape(uri.toString()));
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "uri must not have a user and a password before the host; call basic(user, password)");
    }
  }

  /** The host as the URI names it; an IPv6 address without its brackets. */
  public String host() {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Scheme, host and port. */
  @Override
  public String toString() {
    return uri.getScheme()
        + "://"
        + LogText.id(uri.getHost())
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
