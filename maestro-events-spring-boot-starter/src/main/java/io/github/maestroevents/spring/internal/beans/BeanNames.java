package io.github.maestroevents.spring.internal.beans;

/** The names of beans that others look for. */
public final class BeanNames {

  /** The publisher of all destinations. */
  public static final String PUBLISHER = "maestroEventsPublisher";

  /** Of maestro-events-netflix-maestro, which opens the same destinations. */
  public static final String DROP_IN = "maestroEventsNetflixPublisher";

  private BeanNames() {}
}
