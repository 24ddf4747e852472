package io.github.maestroevents.delivery.store;

import java.util.function.Supplier;

/**
 * Where the nodes that share a store tell each other how they are. A store of several processes has
 * one for each destination, and writes and reads it by the journal thread, every few seconds: so
 * whoever asks never waits for the store.
 *
 * <p>Implemented by stores. A host only looks, with the status page.
 */
public interface NodeBoard {

  /**
   * From now on the journal thread asks for this node's report before it writes to the board; the
   * last one given counts. Before the first call nothing is written and nothing is read. Any
   * thread; never blocks.
   *
   * @param reporter must not block; what it throws is logged, and this node's last report stays
   */
  void reportBy(Supplier<NodeReport> reporter);

  /** What the store has told last of all its nodes. Any thread; never blocks. */
  NodeBoardView view();
}
