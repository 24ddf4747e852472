package io.github.maestroevents.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.internal.intake.Intake;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * The race between the offer of a sender and the last look of the delivery thread: an accepted
 * event must be seen by one of the two, the delivery thread or the sender itself.
 */
@JCStressTest
@Outcome(id = "ACCEPTED, seen", expect = ACCEPTABLE, desc = "Offered before the last look.")
@Outcome(id = "ACCEPTED_LATE, seen", expect = ACCEPTABLE, desc = "Seen by both; collected once.")
@Outcome(id = "ACCEPTED_LATE, empty", expect = ACCEPTABLE, desc = "The sender collects its event.")
@Outcome(id = "REFUSED, empty", expect = ACCEPTABLE, desc = "The close came first.")
@Outcome(id = "ACCEPTED, empty", expect = FORBIDDEN, desc = "An accepted event nobody sees.")
@Outcome(id = "REFUSED, seen", expect = FORBIDDEN, desc = "A refused event is in the queue.")
@State
public class OfferRacesClose {

  private final Intake intake = new Intake(2, false, "raced");

  @Actor
  public void sender(LL_Result result) {
    try {
      result.r1 = intake.offer("event").name();
    } catch (PublisherClosedException e) {
      result.r1 = "REFUSED";
    }
  }

  @Actor
  public void deliveryThread(LL_Result result) {
    intake.close();
    result.r2 = intake.takeStrictly() == null ? "empty" : "seen";
  }
}
