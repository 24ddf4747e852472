package io.github.maestroevents.delivery.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of its {@link NodeBoard}.
 *
 * @param nodes all nodes that share the destination, by name; empty before the first reading
 * @param age how long ago they were read, by this process's own clock; null before the first
 *     reading
 * @param trouble why the last attempt to write and read failed, without foreign words; null if it
 *     did not
 */
public record NodeBoardView(
    List<NodeSighting> nodes, @Nullable Duration age, @Nullable String trouble) {

  /** Before the first reading. */
  public static final NodeBoardView UNREAD = new NodeBoardView(List.of(), null, null);

  public NodeBoardView {
    nodes = List.copyOf(nodes);
  }
}
