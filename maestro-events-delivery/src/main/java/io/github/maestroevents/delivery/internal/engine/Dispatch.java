package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.account.Departures;
import io.github.maestroevents.delivery.internal.flight.BatchSize;
import io.github.maestroevents.delivery.internal.flight.InFlightWindow;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * From the lanes to the destination, batch by batch as there is room. Lanes in trouble have batches
 * of their own, so that what hangs there holds up nobody else; the two kinds take turns. Confined
 * to the delivery thread.
 */
final class Dispatch {

  private final Lanes lanes;
  private final InFlightWindow window;
  private final BatchSize batchSize;
  private final DeliveryClock clock;
  private final Departures departures;

  /** Whether the last batch was of lanes in trouble, so that the healthy ones are next. */
  private boolean healthyAreNext;

  Dispatch(Flight flight, DeliveryClock clock, Departures departures) {
    this.lanes = flight.lanes();
    this.window = flight.window();
    this.batchSize = flight.batchSize();
    this.clock = clock;
    this.departures = departures;
  }

  /**
   * Dispatches what may go.
   *
   * @param partial whether healthy events go that do not fill a batch
   */
  void run(long now, boolean partial, BooleanSupplier isTimeUp) {
    Instant time = clock.now();
    while (!isTimeUp.getAsBoolean()) {
      boolean healthyMayGo = healthyMayGo(now, partial);
      if (troubleMayGo() && !(healthyAreNext && healthyMayGo)) {
        healthyAreNext = true;
        dispatch(takeInTrouble(), true, time);
      } else if (healthyMayGo) {
        healthyAreNext = false;
        dispatch(takeHealthy(), false, time);
      } else {
        return;
      }
    }
  }

  private boolean troubleMayGo() {
    return lanes.hasReadyInTrouble() && window.hasRoomForTrouble();
  }

  private boolean healthyMayGo(long now, boolean partial) {
    return lanes.hasReady()
        && (partial || lanes.haveLingered() || batchSize.isReachedBy(lanes))
        && window.hasRoom(now);
  }

  private List<PendingEvent> takeInTrouble() {
    return lanes.takeBatchInTrouble(
        batchSize.maxEvents(), batchSize.maxBytes(), departures::takenBack);
  }

  private List<PendingEvent> takeHealthy() {
    return lanes.takeBatch(batchSize.maxEvents(), batchSize.maxBytes(), departures::takenBack);
  }

  private void dispatch(List<PendingEvent> batch, boolean inTrouble, Instant time) {
    if (!batch.isEmpty()) {
      window.dispatch(batch, inTrouble, clock.nanoTime(), time);
    }
  }
}
