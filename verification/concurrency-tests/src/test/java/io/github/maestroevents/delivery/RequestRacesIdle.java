package io.github.maestroevents.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The race between a request of the delivery thread and the journal thread that is about to park
 * for want of one: either the journal thread sees the request, or it is woken.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Seen, and woken for nothing.")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Seen before parking.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Woken.")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "Parked beside a request.")
@State
public class RequestRacesIdle {

  private final JournalDesk desk = new JournalDesk();
  private boolean woken;

  public RequestRacesIdle() {
    desk.onWork(() -> woken = true);
  }

  @Actor
  public void deliveryThread() {
    desk.acknowledge(new long[] {1});
  }

  @Actor
  public void journalThread(ZZ_Result result) {
    desk.setIdle(true);
    result.r1 = desk.hasRequest();
  }

  @Arbiter
  public void wakeUp(ZZ_Result result) {
    result.r2 = woken;
  }
}
