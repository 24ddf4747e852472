package io.github.maestroevents.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.concurrent.TimeoutException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The race between the answers of a destination that gives two for one event, and the engine that
 * calls the event lost: it is settled once, as timed out or as answered.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Settled once.")
@Outcome(expect = FORBIDDEN, desc = "Settled twice or never.")
@State
public class AnswerRacesTimeout {

  private final Answers answers = new Answers();
  private final InFlightBatch batch = RacedBatch.of(1);

  @Actor
  public void destination() {
    answers.give(batch, 0, DeliveryOutcome.delivered());
    answers.give(batch, 0, DeliveryOutcome.rejected(new IllegalStateException("again")));
  }

  @Actor
  public void deliveryThread(II_Result result) {
    batch.answerRest(DeliveryOutcome.retryLater(new TimeoutException()));
    result.r1 = RacedBatch.settle(batch);
  }

  @Arbiter
  public void settlements(II_Result result) {
    while (answers.next() != null) {
      result.r2 += RacedBatch.settle(batch);
    }
  }
}
