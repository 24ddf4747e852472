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
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The race between an answer of the destination and the delivery thread that is about to park for
 * want of one: either the delivery thread sees the answer, or it is woken.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Seen, and woken for nothing.")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Seen before parking.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Woken.")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "Parked beside an answer.")
@State
public class AnswerRacesPark {

  private final Answers answers = new Answers();
  private final InFlightBatch batch = RacedBatch.of(1);
  private boolean woken;

  public AnswerRacesPark() {
    answers.onAwaited(() -> woken = true);
  }

  @Actor
  public void destination() {
    answers.give(batch, 0, DeliveryOutcome.delivered());
  }

  @Actor
  public void deliveryThread(ZZ_Result result) {
    answers.await(true);
    result.r1 = !answers.isEmpty();
  }

  @Arbiter
  public void wakeUp(ZZ_Result result) {
    result.r2 = woken;
  }
}
