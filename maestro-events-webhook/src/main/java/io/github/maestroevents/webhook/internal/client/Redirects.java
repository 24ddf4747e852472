package io.github.maestroevents.webhook.internal.client;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which redirects are followed. Only 307 and 308 keep method and body, so no other is; and none
 * leads from https to http, or to a host that is not allowed. Immutable; any thread.
 *
 * @param most how many in a row; zero for none at all
 * @param allowsHost whether a host may get the request
 */
public record Redirects(int most, Predicate<String> allowsHost) {

  /** Where the same request is to go next; empty if the answer stands as it is. */
  Optional<URI> next(URI from, Answer answer, int hops) {
    String location = answer.header("location");
    boolean keepsBody = answer.status() == 307 || answer.status() == 308;
    if (!keepsBody || location == null || hops >= most) {
      return Optional.empty();
    }
    try {
      URI to = from.resolve(location);
      Target target = new Target(to);
      boolean loosesTls =
          from.getScheme().equalsIgnoreCase("https") && !to.getScheme().equalsIgnoreCase("https");
      return loosesTls || !allowsHost.test(target.host()) ? Optional.empty() : Optional.of(to);
    } catch (IllegalArgumentException noUri) {
      return Optional.empty();
    }
  }
}
