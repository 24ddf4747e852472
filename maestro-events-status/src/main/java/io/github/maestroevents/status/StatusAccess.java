package io.github.maestroevents.status;

/**
 * Decides who asks for the page of a {@link StatusServer}, and what they may do. Hosts write one to
 * trust the header of a proxy that has asked for the password already, for example.
 */
@FunctionalInterface
public interface StatusAccess {

  /**
   * Who sends this request. Called for every request, and before each message of a live stream,
   * about once a second, on a thread of the server, several at the same time; it may block for some
   * seconds at most. What it throws counts as {@link StatusUser#nobody()} and is logged.
   */
  StatusUser of(StatusRequest request);

  /** Whoever reaches the server may look. For a server on the loopback address. */
  static StatusAccess readOnly() {
    StatusUser user = StatusUser.reader("local");
    return request -> user;
  }

  /**
   * Whoever reaches the server may look, pause, resume and flush. For a server on the loopback
   * address of a machine on which everybody may.
   */
  static StatusAccess operating() {
    StatusUser user = StatusUser.operator("local");
    return request -> user;
  }
}
