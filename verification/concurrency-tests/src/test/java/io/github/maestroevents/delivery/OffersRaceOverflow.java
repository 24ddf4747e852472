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
 * Two senders race for the last place in the queue: as many events are counted and can be taken as
 * were accepted, the other is counted as dropped.
 */
@JCStressTest
@Outcome(id = "ACCEPTED, DROPPED, balanced", expect = ACCEPTABLE, desc = "The first won.")
@Outcome(id = "DROPPED, ACCEPTED, balanced", expect = ACCEPTABLE, desc = "The second won.")
@Outcome(expect = FORBIDDEN, desc = "An event was lost, doubled or not counted.")
@State
public class OffersRaceOverflow {

  private final Intake intake = new Intake(2, false, "raced");

  public OffersRaceOverflow() {
    intake.offer("already there");
  }

  @Actor
  public void firstSender(LLL_Result result) {
    result.r1 = intake.offer("first").name();
  }

  @Actor
  public void secondSender(LLL_Result result) {
    result.r2 = intake.offer("second").name();
  }

  @Arbiter
  public void books(LLL_Result result) {
    int taken = 0;
    while (intake.takeStrictly() != null) {
      taken++;
    }
    boolean balanced = taken == intake.accepted() && taken + intake.dropped() == 3;
    result.r3 = balanced ? "balanced" : taken + " taken, " + intake.dropped() + " dropped";
  }
}
