package io.github.maestroevents.webhook.internal.client;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * A request as it goes out. Immutable.
 *
 * @param uri where it goes
 * @param headers those that everybody may see who gets the body
 * @param privateHeaders those for the origin of the first URI alone, such as a token
 * @param body shared; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutgoingRequest(
    URI uri, Map<String, String> headers, Map<String, String> privateHeaders, byte[] body) {

  Map<String, String> allHeaders() {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(privateHeaders);
    return all;
  }

  /** The same request to another place, which gets no private header unless it is the same one. */
  OutgoingRequest to(URI other) {
    boolean sameOrigin =
        String.valueOf(uri.getScheme()).equalsIgnoreCase(other.getScheme())
            && String.valueOf(uri.getHost()).equalsIgnoreCase(other.getHost())
            && uri.getPort() == other.getPort();
    return new OutgoingRequest(other, headers, sameOrigin ? privateHeaders : Map.of(), body);
  }
}
