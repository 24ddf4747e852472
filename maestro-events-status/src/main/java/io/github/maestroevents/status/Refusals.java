package io.github.maestroevents.status;

import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;

/** Actions that are not done: who asked is told why, and the log who asked. Any thread. */
final class Refusals {

  private static final SafeLogger LOG = SafeLogger.of(StatusPage.class);

  private Refusals() {}

  static StatusAnswer of(int status, String why, StatusRequest request, StatusUser user) {
    LOG.warn(
        "User '{}' was refused {} of '{}' on the status page: {}",
        LogText.id(user.name()),
        LogText.quoted(request.parameter("do")),
        LogText.id(request.parameter("destination")),
        why);
    return StatusAnswer.text(status, why);
  }
}
