package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.spi.LogText;
import java.time.Instant;

/**
 * What a look at an event shows that reads neither its payload nor its attributes, and does not
 * check the row. The texts are for people: escaped, and cut where they are long.
 *
 * @param node whose event it is, in a shared journal; empty in a directory
 * @param sequence its place in the order of delivery of its node
 * @param acceptedAt when the host took it up
 * @param id its id
 * @param type its wire type
 * @param level how bad the news is
 * @param workflowId the workflow it is about; {@code null} if it names none
 * @param orderingKey its ordering key
 * @param payloadBytes what its payload takes
 */
public record EventGlance(
    String node,
    long sequence,
    Instant acceptedAt,
    String id,
    String type,
    String level,
    String workflowId,
    String orderingKey,
    long payloadBytes) {

  /** A line to read: identity, never the payload. */
  @Override
  public String toString() {
    return (node.isEmpty() ? "" : LogText.id(node) + " ")
        + sequence
        + " "
        + acceptedAt
        + " "
        + level
        + " workflow="
        + workflowId
        + " "
        + type
        + " "
        + id
        + " key="
        + orderingKey
        + " "
        + payloadBytes
        + " bytes";
  }
}
