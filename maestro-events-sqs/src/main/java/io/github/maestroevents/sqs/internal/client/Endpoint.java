package io.github.maestroevents.sqs.internal.client;

import java.net.URI;

/** An address to send requests to. */
public final class Endpoint {

  private Endpoint() {}

  /**
   * Returns the address unchanged.
   *
   * @throws IllegalArgumentException if no client could use it; it may hold a secret, which is then
   *     not repeated
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
    boolean isHttp =
        "http".equalsIgnoreCase(endpoint.getScheme())
            || "https".equalsIgnoreCase(endpoint.getScheme());
    if (!isHttp || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "endpoint must look like https://host[:port][/path]: " + endpoint);
    }
    return endpoint;
  }
}
