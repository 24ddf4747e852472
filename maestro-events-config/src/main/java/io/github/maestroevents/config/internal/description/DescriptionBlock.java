package io.github.maestroevents.config.internal.description;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.FlowSettings;
import io.github.maestroevents.config.internal.plan.DestinationPlan;
import io.github.maestroevents.config.internal.plan.Plan;
import io.github.maestroevents.config.internal.source.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A plan as a block of lines: what was set, where it stands, and the defaults worth knowing. */
public final class DescriptionBlock {

  /** Told of every destination, whether they were set or not. */
  private static final Set<String> ALWAYS =
      Set.of(
          CommonSettings.ACCEPTANCE.name(),
          CommonSettings.JOURNAL.name(),
          CommonSettings.DEAD_LETTERS.name(),
          FlowSettings.QUEUE_OVERFLOW.name(),
          FlowSettings.RETRY_MAX_AGE.name(),
          CommonSettings.CLOSE_TIMEOUT.name());

  private static final int WIDEST = 40;

  private DescriptionBlock() {}

  public static List<String> lines(Plan plan) {
    if (plan.disabledBy().isPresent()) {
      return List.of(
          "maestro-events is disabled by maestro.events.enabled ("
              + plan.disabledBy().get()
              + "): every event is accepted, and goes nowhere");
    }
    List<String> lines = new ArrayList<>();
    int count = plan.destinations().size();
    lines.add(
        "maestro-events publishes to " + (count == 1 ? "1 destination" : count + " destinations"));
    for (DestinationPlan destination : plan.destinations()) {
      add(destination, plan, lines);
    }
    return lines;
  }

  /** What is passed over, below the block. */
  public static List<String> warnings(Plan plan) {
    return plan.passedOver().stream().map(line -> "  " + line).toList();
  }

  /** The block and the warnings, for people who ask. */
  public static String text(Plan plan) {
    return String.join("\n", Stream.concat(lines(plan).stream(), warnings(plan).stream()).toList());
  }

  private static void add(DestinationPlan destination, Plan plan, List<String> lines) {
    lines.add(
        "  "
            + destination.name()
            + ": "
            + destination.typeEntry().value()
            + ", "
            + part(destination, plan)
            + " ("
            + destination.typeEntry().origin()
            + ")");
    String prefix = Entry.PREFIX + "destinations." + destination.name() + ".";
    List<Effective> told =
        EffectiveSettings.of(destination).stream()
            .filter(one -> isTold(one, one.key().substring(prefix.length())))
            .toList();
    int nameWidth = width(told.stream().map(one -> one.key().substring(prefix.length())).toList());
    int valueWidth = width(told.stream().map(one -> one.shown()).toList());
    for (Effective one : told) {
      lines.add(
          "    "
              + padded(one.key().substring(prefix.length()), nameWidth)
              + "  "
              + padded(one.shown(), valueWidth)
              + "  "
              + one.origin());
    }
  }

  private static String part(DestinationPlan destination, Plan plan) {
    if (!destination.isForDeadLetters()) {
      return destination.isRequired() ? "required" : "best effort";
    }
    return "takes the dead letters of "
        + String.join(
            ", ",
            plan.destinations().stream()
                .filter(
                    other ->
                        other.deadLetters().destination().orElse("").equals(destination.name()))
                .map(DestinationPlan::name)
                .toList());
  }

  private static boolean isTold(Effective one, String name) {
    return !name.equals(CommonSettings.TYPE.name())
        && !name.equals(CommonSettings.REQUIRED.name())
        && (!one.origin().equals(Effective.DEFAULT) || ALWAYS.contains(name));
  }

  private static int width(List<String> texts) {
    return Math.min(WIDEST, texts.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
