package io.github.maestroevents.journal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A name for a node that nobody has named: the host's, for people, and a random part, so that two
 * living processes never share one. After a restart the name is another one; then what the earlier
 * process left is adopted when its lease ends.
 */
final class NodeName {

  /** Kubernetes and most shells tell the name here, without asking a resolver. */
  private static final String VARIABLE = "HOSTNAME";

  private static final int LONGEST_HOST = 100;
  private static final int RANDOM_CHARS = 8;

  private NodeName() {}

  /** May ask the host's resolver for its own name. */
  static String ofThisHost() {
    return of(System.getenv(VARIABLE));
  }

  static String of(@Nullable String told) {
    String host = told == null || told.isBlank() ? resolved() : told.strip();
    String random = UUID.randomUUID().toString().substring(0, RANDOM_CHARS);
    return host.substring(0, Math.min(host.length(), LONGEST_HOST)) + "-" + random;
  }

  private static String resolved() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) { // a host without a name: the random part is enough
      return "host";
    }
  }
}
