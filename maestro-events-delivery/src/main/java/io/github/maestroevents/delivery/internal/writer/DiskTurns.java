package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.thread.Turns;

/** A {@link JournalTurn} as its thread takes it. */
record DiskTurns(JournalTurn turn, JournalDesk desk) implements Turns {

  @Override
  public boolean isFinished() {
    return turn.isFinished();
  }

  @Override
  public long take(long now) {
    desk.setIdle(false);
    desk.hold(false);
    long dueNanos = turn.runOnce(now);
    if (turn.isFinished() || turn.hasWork()) {
      return 0;
    }
    desk.setIdle(true);
    return turn.hasWork() ? 0 : dueNanos - now; // again: what came in before it was seen idle
  }

  /** The delivery thread logs it; what the turn held is kept and tried again. */
  @Override
  public void failed(Throwable thrown, long now) {
    desk.reply(new JournalReply.Failed(thrown));
  }

  @Override
  public void end() {
    desk.setIdle(false);
    if (!turn.isFinished()) {
      turn.breakOff();
    }
  }
}
