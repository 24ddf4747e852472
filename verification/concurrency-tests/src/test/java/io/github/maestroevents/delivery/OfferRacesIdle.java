package io.github.maestroevents.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.intake.Intake;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The race between a sender that waits for the journal and the journal thread that is about to park
 * for want of events: either the journal thread sees the event, or it is woken.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Seen, and woken for nothing.")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Seen before parking.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Woken.")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "Parked while a sender waits.")
@State
public class OfferRacesIdle {

  private final Intake intake = new Intake(2, true, "raced");
  private final JournalDesk desk = new JournalDesk();
  private boolean woken;

  public OfferRacesIdle() {
    desk.onWork(() -> woken = true);
  }

  @Actor
  public void sender() {
    Intake.Offer unused = intake.offer("event");
    desk.wake();
  }

  @Actor
  public void journalThread(ZZ_Result result) {
    desk.setIdle(true);
    result.r1 = !intake.isEmpty();
  }

  @Arbiter
  public void wakeUp(ZZ_Result result) {
    result.r2 = woken;
  }
}
