package io.github.maestroevents.status;

import static java.util.Objects.requireNonNull;

/**
 * Who asks for a status page, as the host knows them.
 *
 * @param name stands in the log beside each action
 * @param role what they may do
 */
public record StatusUser(String name, StatusRole role) {

  public StatusUser {
    requireNonNull(name, "name");
    requireNonNull(role, "role");
  }

  /** Somebody who may look. */
  public static StatusUser reader(String name) {
    return new StatusUser(name, StatusRole.READ);
  }

  /** Somebody who may look, pause, resume, flush, and send dead letters again. */
  public static StatusUser operator(String name) {
    return new StatusUser(name, StatusRole.OPERATE);
  }

  /** Somebody who may do nothing. */
  public static StatusUser nobody() {
    return new StatusUser("nobody", StatusRole.NONE);
  }

  boolean mayRead() {
    return role != StatusRole.NONE;
  }

  boolean mayOperate() {
    return role == StatusRole.OPERATE;
  }
}
