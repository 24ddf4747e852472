package io.github.maestroevents.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.spi.DeliveryOutcome;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The race between two threads of a destination that report events of one batch, and the delivery
 * thread that looks at the batch meanwhile: no report is overlooked, since one that comes after the
 * look puts the batch among the answers again.
 */
@JCStressTest
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "Both seen later.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One seen at once.")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Both seen at once.")
@Outcome(expect = FORBIDDEN, desc = "A report was overlooked, or counted twice.")
@State
public class ReportsRaceALook {

  private final Answers answers = new Answers();
  private final InFlightBatch batch = RacedBatch.of(2);

  @Actor
  public void oneThread() {
    answers.give(batch, 0, DeliveryOutcome.delivered());
  }

  @Actor
  public void anotherThread() {
    answers.give(batch, 1, DeliveryOutcome.delivered());
  }

  @Actor
  public void deliveryThread(II_Result result) {
    if (answers.next() != null) {
      result.r1 = RacedBatch.settle(batch);
    }
  }

  @Arbiter
  public void settlements(II_Result result) {
    while (answers.next() != null) {
      result.r2 += RacedBatch.settle(batch);
    }
  }
}
