package io.github.maestroevents.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * The race between the answers of a destination that gives two, and the engine that calls the batch
 * lost: the batch is settled once, as timed out or from the queue of answers.
 */
@JCStressTest
@Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "Timed out; the answers are ignored.")
@Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "Answered, once.")
@Outcome(expect = FORBIDDEN, desc = "Settled twice or never.")
@State
public class AnswerRacesTimeout {

  private final Answers answers = new Answers();
  private final InFlightBatch batch = new InFlightBatch(List.of(), 0, 0);

  @Actor
  public void destination() {
    answers.give(batch, null, null);
    answers.give(batch, null, new IllegalStateException("again"));
  }

  @Actor
  public void deliveryThread(ZI_Result result) {
    result.r1 = batch.answer(null, new TimeoutException());
  }

  @Arbiter
  public void settlements(ZI_Result result) {
    while (answers.next() != null) {
      result.r2++;
    }
  }
}
