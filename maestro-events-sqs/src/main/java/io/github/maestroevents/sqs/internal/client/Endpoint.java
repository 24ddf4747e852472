package io.github.maestroevents.sqs.internal.client;

import io.github.maestroevents.spi.WithheldText;
import java.net.URI;

/** An address to send requests to. */
public final class Endpoint {

  private Endpoint() {}

  /**
   * Returns the address unchanged.
   *
   * @throws IllegalArgumentException if no client could use it; it may hold a secret, so it is not
   *     repeated
   */
  public static URI requireLegal(URI endpoint) {
    boolean isBare =
        endpoint.getRawUserInfo() == null
            && endpoint.getRawQuery() == null
            && endpoint.getRawFragment() == null;
    if (!isBare) {
      throw new IllegalArgumentException(
          "endpoint must have no credentials, no query and no fragment");
    }
    if (mayHideCredentials(endpoint)) {
      throw new IllegalArgumentException(
          "endpoint must have no '@' in its path, as a password with a '/' brings there");
    }
    boolean isHttp =
        "http".equalsIgnoreCase(endpoint.getScheme())
            || "https".equalsIgnoreCase(endpoint.getScheme());
    if (!isHttp || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "endpoint must look like https://host[:port][/path], but is "
              + WithheldText.shape(endpoint.toString()));
    }
    return endpoint;
  }

  /**
   * Whether what reads as host and port may be a user and a password that begins with digits: of
   * {@code https://user:47/11@host/} the password ends at its slash.
   */
  static boolean mayHideCredentials(URI uri) {
    return uri.getRawPath() != null && uri.getRawPath().indexOf('@') >= 0;
  }

  /** Scheme, host and port alone, for people; of an illegal one that it is. */
  public static String shown(URI endpoint) {
    if (endpoint.getHost() == null) {
      return "(illegal)";
    }
    return endpoint.getScheme()
        + "://"
        + endpoint.getHost()
        + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
  }
}
