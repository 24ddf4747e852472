package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.Console;
import java.util.List;

/** Where events go. */
public sealed interface DeliveryTarget extends AutoCloseable permits PublisherTarget, LogTarget {

  /** The longest beginning of the parcels that goes in one batch; at least one. */
  List<Parcel> nextBatch(List<Parcel> parcels);

  /** Sends a batch; complaints of single events go to the console. */
  Verdicts deliver(List<Parcel> batch, Console console);

  @Override
  void close();
}
