package io.github.maestroevents.config.internal.description;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.FlowSettings;
import io.github.maestroevents.config.internal.plan.DestinationPlan;
import io.github.maestroevents.spi.provider.Setting;

/** Whether a default has an effect in a destination: one that has none is not shown. */
final class Usefulness {

  private Usefulness() {}

  static boolean of(DestinationPlan destination, Setting setting) {
    String level = destination.values().text(CommonSettings.ACCEPTANCE).orElse("memory");
    if (setting == CommonSettings.CONFIRM_TIMEOUT) {
      return level.equals("confirmed");
    }
    if (setting == CommonSettings.APPEND_TIMEOUT) {
      return level.equals("journaled");
    }
    if (setting == FlowSettings.QUEUE_OVERFLOW) { // a full queue refuses under the other levels
      return level.equals("memory");
    }
    if (setting.name().startsWith("journaling.")) {
      return destination.journal().isPresent();
    }
    if (setting.name().startsWith("dead-letter-file.")) {
      return destination.deadLetters().file().isPresent();
    }
    if (setting.name().startsWith("circuit-breaker.")) {
      return destination.values().flag(FlowSettings.CIRCUIT_ENABLED).orElse(true);
    }
    return true;
  }
}
