package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import java.util.List;

/** No journal: everything stays in memory, and what is left in the end is given up. */
public final class NoBacklog implements Backlog {

  private final Account account;
  private final InFlightPolicy bounds;
  private boolean ended;

  public NoBacklog(Account account, InFlightPolicy bounds) {
    this.account = account;
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
  public void receive(long now) {}

  @Override
  public void bypass() {}

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
