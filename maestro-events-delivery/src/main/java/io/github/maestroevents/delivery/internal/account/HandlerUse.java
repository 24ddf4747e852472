package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.deadletter.DeadLetterSource;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part that one publisher has in a dead-letter handler, which it may share with others: the
 * last of them that ends closes the handler. Any thread.
 *
 * <p>Who shares is known by identity, and only as long as somebody holds the handler: a publisher
 * that is never closed keeps neither the handler nor its class loader alive.
 */
public final class HandlerUse implements DeadLetterHandler {

  /** Guarded by itself, as are the counts inside. */
  private static final List<Shared> SHARED = new ArrayList<>();

  private final DeadLetterHandler handler;
  private final Shared shared;

  /** Whether this part has ended. Guarded by {@link #SHARED}. */
  private boolean ended;

  private HandlerUse(DeadLetterHandler handler, Shared shared) {
    this.handler = handler;
    this.shared = shared;
  }

  /** One more use of this handler. */
  public static HandlerUse of(DeadLetterHandler handler) {
    return of(handler, handler);
  }

  /**
   * One more use of what the handler closes, such as a publisher; several handlers may stand before
   * it.
   *
   * @param handler used if nobody uses {@code owned} yet; else the handler of those is used
   */
  public static HandlerUse of(Object owned, DeadLetterHandler handler) {
    synchronized (SHARED) {
      SHARED.removeIf(Shared::isForgotten);
      for (Shared shared : SHARED) {
        DeadLetterHandler known = shared.handler.get();
        if (known != null && shared.owned.get() == owned) {
          shared.uses++;
          return new HandlerUse(known, shared);
        }
      }
      Shared first = new Shared(owned, handler);
      SHARED.add(first);
      return new HandlerUse(handler, first);
    }
  }

  /** What is used, as the host gave it. */
  public DeadLetterHandler handler() {
    return handler;
  }

  @Override
  public void handle(DeadLetter deadLetter) {
    handler.handle(deadLetter);
  }

  @Override
  public void sync() {
    handler.sync();
  }

  @Override
  public Optional<DeadLetterSource> source() {
    return handler.source();
  }

  /** The publisher has ended; the handler ends with the last of them. */
  @Override
  public void close() {
    if (end()) {
      handler.close();
    }
  }

  /** The publisher never came to be: the host owns the handler still, and nothing is closed. */
  public void giveBack() {
    boolean unused = end();
  }

  /** Returns whether nobody uses the handler from here on, at the first call. */
  private boolean end() {
    synchronized (SHARED) {
      if (ended) {
        return false;
      }
      ended = true;
      shared.uses--;
      return shared.uses == 0 && SHARED.remove(shared);
    }
  }

  /** How many handlers are in use, for tests. */
  static int handlersInUse() {
    synchronized (SHARED) {
      SHARED.removeIf(Shared::isForgotten);
      return SHARED.size();
    }
  }

  @Override
  public String toString() {
    return handler.toString();
  }

  private static final class Shared {

    final WeakReference<@Nullable Object> owned;
    final WeakReference<@Nullable DeadLetterHandler> handler;
    int uses = 1;

    Shared(Object owned, DeadLetterHandler handler) {
      this.owned = new WeakReference<>(owned);
      this.handler = new WeakReference<>(handler);
    }

    boolean isForgotten() {
      return owned.get() == null || handler.get() == null;
    }
  }
}
