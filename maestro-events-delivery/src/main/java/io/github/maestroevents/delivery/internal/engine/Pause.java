package io.github.maestroevents.delivery.internal.engine;

/** Whether the host wants nothing delivered for now. Any thread. */
public final class Pause {

  /** From the host's threads to the delivery thread. */
  private volatile boolean paused;

  /** Nothing is handed to the destination from the next batch on. */
  public void pause() {
    paused = true;
  }

  /** The destination is called again. */
  public void resume() {
    paused = false;
  }

  public boolean isPaused() {
    return paused;
  }
}
