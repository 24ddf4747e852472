package io.github.maestroevents.webhook;

/** How events stand in a request: one event a request, or many. */
public enum WebhookFormat {

  /**
   * One event a request: the body is the event's, byte for byte, and the attributes are headers
   * {@code ce-…}. Source: CloudEvents 1.0, HTTP Protocol Binding, 3.1.
   */
  BINARY,

  /**
   * One event a request, as one JSON with its attributes: {@code application/cloudevents+json}.
   * Source: CloudEvents 1.0, HTTP Protocol Binding, 3.2.
   */
  STRUCTURED,

  /**
   * Many events a request, as an array of such JSONs: {@code application/cloudevents-batch+json}.
   * Source: CloudEvents 1.0, HTTP Protocol Binding, 3.3.
   */
  BATCH,

  /** Many events a request, each such a JSON on a line of its own: {@code application/x-ndjson}. */
  NDJSON;

  /** Whether a request holds many events. */
  public boolean isBatched() {
    return this == BATCH || this == NDJSON;
  }
}
