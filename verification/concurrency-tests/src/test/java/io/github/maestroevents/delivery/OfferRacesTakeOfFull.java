package io.github.maestroevents.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.maestroevents.delivery.internal.intake.Intake;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A sender wants the place that the delivery thread is just making free in a full queue: either it
 * is refused, or its event stands in that place and is taken after the older one. The emptying of
 * the place must not reach the new event.
 */
@JCStressTest
@Outcome(id = "DROPPED, ab-, --", expect = ACCEPTABLE, desc = "There was no room yet.")
@Outcome(id = "ACCEPTED, ab-, c-", expect = ACCEPTABLE, desc = "Taken up later.")
@Outcome(id = "ACCEPTED, abc, --", expect = ACCEPTABLE, desc = "Taken up at once.")
@Outcome(expect = FORBIDDEN, desc = "An event was lost, doubled or out of order.")
@State
public class OfferRacesTakeOfFull {

  private final Intake intake = new Intake(2, false, "raced");

  public OfferRacesTakeOfFull() {
    Intake.Offer unused = intake.offer("a");
    unused = intake.offer("b");
  }

  @Actor
  public void sender(LLL_Result result) {
    result.r1 = intake.offer("c").name();
  }

  @Actor
  public void deliveryThread(LLL_Result result) {
    result.r2 = taken(intake.take()) + taken(intake.take()) + taken(intake.take());
  }

  @Arbiter
  public void rest(LLL_Result result) {
    result.r3 = taken(intake.takeStrictly()) + taken(intake.takeStrictly());
  }

  private static String taken(Object event) {
    return event == null ? "-" : (String) event;
  }
}
