package io.github.maestroevents.netflix;

import com.netflix.maestro.exceptions.MaestroRetryableError;

/**
 * A refusal that Maestro answers by sending the event again. Without stack trace and cause: in an
 * outage Maestro logs every refusal with both, tens of them a second.
 */
final class QuietRetryableError extends MaestroRetryableError {
  private static final long serialVersionUID = 1;

  QuietRetryableError(String message) {
    super("%s", message); // the message may hold a percent sign
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // does nothing, so there is no race
  public Throwable fillInStackTrace() {
    return this;
  }
}
