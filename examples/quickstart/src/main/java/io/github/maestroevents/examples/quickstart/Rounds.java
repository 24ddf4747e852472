package io.github.maestroevents.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes more events out of the captured ones. The first round has them as they were captured; each
 * further round is what another cluster would have published had it run the same workflows: its own
 * cluster name and its own run and step UUIDs, and so other event ids and ordering keys.
 */
final class Rounds {

  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Rounds() {}

  /** The name of the cluster whose events make up a round, from 1. */
  static String cluster(int round) {
    return round == 1 ? "test" : "test-" + round;
  }

  /** A captured event as it reads in a round. */
  static String json(String captured, int round) {
    if (round == 1) {
      return captured;
    }
    return UUIDS
        .matcher(captured)
        .replaceAll(uuid -> fresh(uuid.group(), round))
        .replace(clusterProperty(1), clusterProperty(round));
  }

  private static String fresh(String uuid, int round) {
    return UUID.nameUUIDFromBytes((round + ":" + uuid).getBytes(UTF_8)).toString();
  }

  private static String clusterProperty(int round) {
    return "\"cluster_name\":\"" + cluster(round) + "\"";
  }
}
