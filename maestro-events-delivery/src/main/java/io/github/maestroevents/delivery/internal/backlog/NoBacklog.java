package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.flight.Settlement;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import java.util.List;

/** No journal: everything stays in memory, and what is left in the end is given up. */
public final class NoBacklog implements Backlog {

  private final Account account;
  private final Settlement settlement;
  private final InFlightPolicy bounds;
  private boolean ended;

  public NoBacklog(Account account, Settlement settlement, InFlightPolicy bounds) {
    this.account = account;
    this.settlement = settlement;
    this.bounds = bounds;
  }

  @Override
  public void beginTakeUp() {}

  @Override
  public Route route() {
    return account.ledger().hasRoom(bounds) ? Route.LANES : Route.LEAVE;
  }

  @Override
  public void spill(PendingEvent event) {
    throw new IllegalStateException("Without a journal nothing spills");
  }

  @Override
  public boolean diverts(PendingEvent event, long now) {
    boolean crowds = settlement.crowds(event, now);
    if (crowds) {
      account.departures().giveUp(event, Reason.CROWDED_OUT, crowdedOut(), now);
    }
    return crowds;
  }

  private static Throwable crowdedOut() {
    return new IllegalStateException(
        "Events of its ordering key fail, and such events hold their whole share of memory");
  }

  @Override
  public void beginTurn(long now) {}

  @Override
  public void park(long now) {}

  @Override
  public void receive(long now) {}

  @Override
  public void bypass(long now) {}

  @Override
  public void ask(long now) {}

  @Override
  public boolean isBehind() {
    return false;
  }

  @Override
  public boolean hasReply() {
    return false;
  }

  @Override
  public boolean outlivesTheProcess() {
    return false;
  }

  @Override
  public boolean takesTheQueue() {
    return true;
  }

  @Override
  public void stopWriting() {}

  @Override
  public boolean isWriting() {
    return false;
  }

  @Override
  public void leave(List<PendingEvent> inMemory, long now) {
    Throwable cause = account.departures().closed();
    for (PendingEvent event : inMemory) {
      account.departures().giveUp(event, Reason.CLOSED, cause, now);
    }
    if (!inMemory.isEmpty()) {
      account.log().leftOver(inMemory.size());
    }
    ended = true;
  }

  @Override
  public void abandon(long now) {
    ended = true;
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }
}
