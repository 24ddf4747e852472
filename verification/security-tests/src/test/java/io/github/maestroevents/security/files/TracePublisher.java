package io.github.maestroevents.security.files;

/** Looks like nothing that replay takes, and tells when any of it is run. */
public final class TracePublisher {

  static final String INITIALISED = "the static initialiser was run";
  static final String CONSTRUCTED = "the constructor was run";

  static {
    System.out.println(INITIALISED);
  }

  public TracePublisher() {
    System.out.println(CONSTRUCTED);
  }
}
