package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import java.util.List;

/**
 * The delivery thread's side of the journal: which new events go there, how those there come back,
 * and what becomes of events in memory at the end. Without a journal it is {@link NoBacklog}, so
 * that nobody else asks whether there is one. Confined to the delivery thread.
 */
public sealed interface Backlog permits JournalBacklog, NoBacklog {

  /** Where the next new event goes. */
  enum Route {
    /** To the lane of its ordering key. */
    LANES,
    /** To the journal first. */
    JOURNAL,
    /** Nowhere: the queue is to be left alone. */
    LEAVE
  }

  /** Events are to be taken from the queue now; asked before {@link #route}. */
  void beginTakeUp();

  /** Where the next new event goes, if there is room for it there. */
  Route route();

  /** Takes an event whose route is the journal. */
  void spill(PendingEvent event);

  /**
   * Takes an event that is not to join its lane, since those of its key in front hold all that
   * events in trouble may, or wait on disk; false if the event is to join its lane.
   */
  boolean diverts(PendingEvent event, long now);

  /** Before answers are settled. */
  void beginTurn(long now);

  /** After answers are settled: takes the lanes out of memory that are to wait on disk. */
  void park(long now);

  /** Hears what the journal thread has done. */
  void receive(long now);

  /** Before new events are taken up: those the journal fails to take go on in memory. */
  void bypass(long now);

  /** Asks the journal thread for what is to be done next. At the end of a turn. */
  void ask(long now);

  /** Whether events are on disk alone, or on their way there. */
  boolean isBehind();

  /** Whether the journal thread has said something that was not heard yet. Any thread. */
  boolean hasReply();

  // The end.

  /** Whether what is in memory is safe enough to be left undelivered. */
  boolean outlivesTheProcess();

  /** Whether the delivery thread takes from the queue. */
  boolean takesTheQueue();

  /** From now on the journal is given nothing to write but what is left in the end. */
  void stopWriting();

  /** Whether the journal thread has yet to say what became of a batch. */
  boolean isWriting();

  /** Sorts out what is in memory when the publisher ends. */
  void leave(List<PendingEvent> inMemory, long now);

  /** The journal thread hangs in the store. */
  void abandon(long now);

  /** Whether every event is accounted for, and the journal closed. */
  boolean hasEnded();
}
