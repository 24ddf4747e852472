package io.github.maestroevents.cli.delivery;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param delivered what has arrived
 * @param rejected how many never will be delivered there
 * @param ready false if the destination takes nothing for now
 */
public record Verdicts(List<Parcel> delivered, long rejected, boolean ready) {}
