package io.github.maestroevents.status;

/** The daemon thread on which an operator's dead letters are sent again: one for each run. */
final class ResendThread {

  private ResendThread() {}

  static void start(Runnable run) {
    Thread thread = new Thread(run, "maestro-events-status-resend");
    thread.setDaemon(true);
    thread.start();
  }
}
