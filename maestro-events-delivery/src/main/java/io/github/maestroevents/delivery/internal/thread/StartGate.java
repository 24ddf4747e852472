package io.github.maestroevents.delivery.internal.thread;

import java.util.concurrent.CompletableFuture;

/**
 * Holds threads that have been started until it is known that all of them could be: then they
 * begin, or else they end without having done anything.
 */
public final class StartGate {

  private final CompletableFuture<Boolean> opens = new CompletableFuture<>();

  /** A gate that is open already, for a thread that is alone. */
  public static StartGate opened() {
    StartGate gate = new StartGate();
    gate.open();
    return gate;
  }

  /** All threads begin. */
  public void open() {
    opens.complete(true);
  }

  /** No thread begins. */
  public void shut() {
    opens.complete(false);
  }

  /** Waits; whether the thread may begin. An interrupt does not end the wait. */
  public boolean lets() {
    return opens.join();
  }
}
