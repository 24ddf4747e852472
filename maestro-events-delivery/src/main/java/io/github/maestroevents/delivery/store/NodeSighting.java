package io.github.maestroevents.delivery.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One node on a {@link NodeBoard}: whether it lives, as the store knows it, and what it has
 * reported. Durations end at the reading of the board, and are told by the store's clock.
 *
 * @param node its name, as it is; escape it before you show it
 * @param self whether it is the node that has read the board
 * @param life whether it lives
 * @param process which process it is or was, for people; escape it before you show it
 * @param since how long ago this process first wrote to the board; null if it never did
 * @param silence how long ago it last did; null if it never did
 * @param report what it wrote then; null if it never did, or wrote what cannot be read
 */
public record NodeSighting(
    String node,
    boolean self,
    Life life,
    String process,
    @Nullable Duration since,
    @Nullable Duration silence,
    @Nullable NodeReport report) {

  /** Whether a node lives. */
  public enum Life {
    /** It holds its lease. */
    ALIVE,
    /** It has closed its journal. */
    ENDED,
    /** Its lease is over, and it did not say goodbye. */
    DOWN
  }
}
