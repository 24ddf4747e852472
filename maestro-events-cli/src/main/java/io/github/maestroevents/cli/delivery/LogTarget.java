package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.Console;
import java.util.List;

/** A line for each event on the output; whoever reads it has it then. */
public record LogTarget() implements DeliveryTarget {

  private static final int LARGEST_BATCH = 100;

  @Override
  public List<Parcel> nextBatch(List<Parcel> parcels) {
    return parcels.subList(0, Math.min(LARGEST_BATCH, parcels.size()));
  }

  @Override
  public Verdicts deliver(List<Parcel> batch, Console console) {
    for (Parcel parcel : batch) {
      console.say(parcel.toString());
    }
    console.out().flush(); // before anybody forgets the events
    return new Verdicts(batch, 0, true);
  }

  @Override
  public void close() {}
}
