package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.breaker.CircuitBreaker;
import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.Destination;
import io.github.maestroevents.delivery.internal.flight.Backoff;
import io.github.maestroevents.delivery.internal.flight.BatchSize;
import io.github.maestroevents.delivery.internal.flight.Crowding;
import io.github.maestroevents.delivery.internal.flight.InFlightWindow;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.flight.Settlement;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.monitor.CircuitListener;
import java.util.random.RandomGenerator;

/** What is held and what is under way, together: lanes, window, settlement and circuit breaker. */
record Flight(
    BatchSize batchSize,
    Lanes lanes,
    CircuitBreaker breaker,
    Settlement settlement,
    InFlightWindow window) {

  static Flight of(
      EngineSettings settings,
      Destination destination,
      Answers answers,
      Account account,
      Intake intake,
      RandomGenerator random) {
    BatchSize batchSize = BatchSize.of(settings.batch(), destination.limits());
    Lanes lanes =
        new Lanes(
            batchSize.maxEventsPerKey(),
            settings.inFlight(),
            settings.inFlight().troubleShare(),
            account.ledger());
    CircuitBreaker breaker =
        new CircuitBreaker(settings.circuitBreaker(), listener(settings, account), account.log());
    Crowding crowding =
        new Crowding(
            lanes, account.ledger(), settings.inFlight(), intake, settings.clock().nanoTime());
    Settlement settlement =
        new Settlement(
            lanes,
            new Backoff(settings.retry(), random),
            account,
            crowding,
            settings.journal() == null);
    long timeoutNanos =
        settings.batchTimeout() == null
            ? destination.defaultTimeoutNanos()
            : Nanos.of(settings.batchTimeout());
    InFlightWindow window =
        new InFlightWindow(
            destination,
            answers,
            lanes,
            account,
            settlement,
            breaker,
            settings.clock(),
            settings.inFlight().maxBatches(),
            timeoutNanos);
    return new Flight(batchSize, lanes, breaker, settlement, window);
  }

  private static CircuitListener listener(EngineSettings settings, Account account) {
    return (from, to) -> {
      account.metrics().tell(metrics -> metrics.circuitChanged(from, to));
      settings.circuitListener().circuitChanged(from, to);
    };
  }
}
