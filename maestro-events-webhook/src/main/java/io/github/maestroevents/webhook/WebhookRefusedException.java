package io.github.maestroevents.webhook;

/**
 * A request that is not from who it should be from, or not from now. Nothing in the message comes
 * from the request. Answer it with 401 and do nothing with the body.
 */
public final class WebhookRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  WebhookRefusedException(String message) {
    super(message);
  }
}
