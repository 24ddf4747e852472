package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.thread.StartGate;
import io.github.maestroevents.delivery.internal.thread.Watch;
import io.github.maestroevents.delivery.internal.thread.Watched;
import io.github.maestroevents.delivery.internal.writer.JournalThread;
import org.jspecify.annotations.Nullable;

/** The threads of an engine: one that delivers and, with a journal, one that waits for the disk. */
public final class EngineThreads implements Watched {

  private final Engine engine;
  private final DeliveryThread delivery;
  private final @Nullable JournalThread journal;

  /** Threads that have not been started. */
  public EngineThreads(Engine engine) {
    this.engine = engine;
    EngineSettings settings = engine.settings();
    delivery =
        new DeliveryThread(
            settings.threadName(),
            engine.loader(),
            engine.loop(),
            settings.clock(),
            engine.account().log(),
            Math.min(settings.batch().linger().toNanos(), TimeLimits.LOOK_NANOS),
            death -> engine.fail(death, true));
    engine.answers().onAwaited(delivery::wake);
    JournalParts parts = engine.journal();
    if (parts == null) {
      journal = null;
      return;
    }
    JournalThread journalThread =
        new JournalThread(
            settings.threadName() + "-journal",
            engine.loader(),
            parts.turn(),
            parts.desk(),
            settings.clock(),
            death -> engine.fail(death, false));
    parts.desk().onReply(delivery::wake);
    parts.desk().onWork(journalThread::wake);
    journal = journalThread;
  }

  /** Starts them; they begin when the gate opens. */
  public void start(StartGate gate) {
    if (journal != null) {
      journal.start(gate);
    }
    delivery.start(gate);
    delivery.onEnd(() -> Watch.shared().deregister(this));
    Watch.shared().register(this);
  }

  /** These threads will not begin. */
  public void forget() {
    Watch.shared().deregister(this);
  }

  /** Sees a turn that does not end: foreign code holds the thread. */
  @Override
  public void look(long watchNanos) {
    long began = delivery.turnBegan();
    long journalBegan = journal == null ? 0 : journal.turnBegan();
    long now = engine.settings().clock().nanoTime();
    engine.held(isHeld(began, now), now - began, now);
    engine.journalHeld(isHeld(journalBegan, now), now - journalBegan, now);
  }

  private static boolean isHeld(long began, long now) {
    return began != 0 && now - began >= TimeLimits.SILENCE_NANOS;
  }

  /** Ends the current park of the delivery thread, or the next. Any thread. */
  public void wake() {
    delivery.wake();
  }

  /** Whether the caller runs on one of them, and so must not wait for them. */
  public boolean areCurrent() {
    return delivery.isCurrent() || (journal != null && journal.isCurrent());
  }

  public DeliveryThread delivery() {
    return delivery;
  }
}
