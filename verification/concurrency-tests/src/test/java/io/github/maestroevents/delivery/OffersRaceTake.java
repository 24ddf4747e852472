package io.github.maestroevents.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.maestroevents.delivery.internal.intake.Intake;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A sender fills a place in the queue while the delivery thread, which has sent an event itself,
 * takes: it sees the other's event with all that its sender wrote, or not yet, and in the end each
 * was taken once.
 */
@JCStressTest
@Outcome(id = "0, 12", expect = ACCEPTABLE, desc = "The sender's place was first, and empty yet.")
@Outcome(id = "1, 12", expect = ACCEPTABLE, desc = "So it was at the first look, and filled then.")
@Outcome(id = "11, 12", expect = ACCEPTABLE, desc = "The sender's was not there yet.")
@Outcome(id = "12, 12", expect = ACCEPTABLE, desc = "Both were there.")
@Outcome(expect = FORBIDDEN, desc = "An event was lost, doubled or seen half written.")
@State
public class OffersRaceTake {

  /** Not final, so that nothing but the queue publishes what is in it. */
  private static final class Event {
    private int weight;
  }

  private final Intake intake = new Intake(2, false, "raced");
  private int weightTaken;
  private int eventsTaken;

  @Actor
  public void sender() {
    send(1);
  }

  @Actor
  public void deliveryThread(II_Result result) {
    send(11);
    take(intake.take());
    take(intake.take());
    result.r1 = weightTaken;
  }

  private void send(int weight) {
    Event event = new Event();
    event.weight = weight;
    Intake.Offer unused = intake.offer(event);
  }

  @Arbiter
  public void rest(II_Result result) {
    for (Object event = intake.takeStrictly(); event != null; event = intake.takeStrictly()) {
      take(event);
    }
    result.r2 = eventsTaken == 2 && intake.unfilled() == 0 ? weightTaken : -eventsTaken;
  }

  private void take(Object event) {
    if (event != null) {
      eventsTaken++;
      int weight = ((Event) event).weight;
      weightTaken += weight == 0 ? 100 : weight;
    }
  }
}
