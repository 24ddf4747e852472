package io.github.maestroevents.delivery.monitor;

/** Whether a destination is being called. */
public enum CircuitState {
  /** It is called as usual. */
  CLOSED,
  /** It failed too often or was too slow; it is left alone for a while. */
  OPEN,
  /** One batch probes whether it has recovered. */
  HALF_OPEN
}
