package io.github.maestroevents.config.internal.engine;

import static io.github.maestroevents.config.internal.catalog.CommonSettings.FILTER_CLUSTERS;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.FILTER_LEVEL;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.FILTER_TERMINAL_ONLY;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.FILTER_TYPES;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.FILTER_WORKFLOWS;

import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The filters of a destination, each with what it says of an event that it holds back. */
public final class FilterRules {

  private record Rule(String name, EventFilter filter, Function<MaestroEvent, String> why) {}

  private final List<Rule> rules = new ArrayList<>();

  private FilterRules() {}

  public static FilterRules of(ProviderSettings settings) {
    FilterRules result = new FilterRules();
    List<String> types = settings.list(FILTER_TYPES);
    if (!types.isEmpty()) {
      result.add(
          told(FILTER_TYPES, String.join(",", types)),
          anyOf(types.stream().map(FilterRules::type).toList()),
          event -> "the event is a " + LogText.id(event.wireType()));
    }
    settings
        .text(FILTER_LEVEL)
        .ifPresent(
            level ->
                result.add(
                    told(FILTER_LEVEL, level),
                    EventFilter.atLeast(EventLevel.valueOf(level.toUpperCase(Locale.ROOT))),
                    event -> "the event is of level " + event.level().wireName()));
    List<String> workflows = settings.list(FILTER_WORKFLOWS);
    if (!workflows.isEmpty()) {
      result.add(
          told(FILTER_WORKFLOWS, String.join(",", workflows)),
          workflows(workflows),
          event -> "the workflow is " + LogText.id(event.workflowId()));
    }
    List<String> clusters = settings.list(FILTER_CLUSTERS);
    if (!clusters.isEmpty()) {
      result.add(
          told(FILTER_CLUSTERS, String.join(",", clusters)),
          anyOf(clusters.stream().map(EventFilter::cluster).toList()),
          event -> "the cluster is " + LogText.id(event.clusterName()));
    }
    if (settings.flag(FILTER_TERMINAL_ONLY).orElse(false)) {
      result.add(
          told(FILTER_TERMINAL_ONLY, "true"),
          EventFilter.terminalOnly(),
          event -> "the event is not the end of a run or a step");
    }
    return result;
  }

  private static String told(Setting setting, String value) {
    return LogText.id(setting.name() + "=" + value);
  }

  private void add(String name, EventFilter filter, Function<MaestroEvent, String> why) {
    rules.add(new Rule(name, filter, why));
  }

  private static EventFilter type(String name) {
    EventType known = EventType.ofWireType(name);
    return known == EventType.UNKNOWN ? EventFilter.wireType(name) : EventFilter.types(known);
  }

  private static EventFilter workflows(List<String> globs) {
    List<EventFilter> wanted = new ArrayList<>();
    List<EventFilter> unwanted = new ArrayList<>();
    for (String glob : globs) {
      if (glob.startsWith("!")) {
        unwanted.add(EventFilter.workflowId(glob.substring(1).strip()));
      } else {
        wanted.add(EventFilter.workflowId(glob));
      }
    }
    EventFilter result = wanted.isEmpty() ? EventFilter.all() : anyOf(wanted);
    return unwanted.isEmpty() ? result : result.and(anyOf(unwanted).not());
  }

  private static EventFilter anyOf(List<EventFilter> filters) {
    return event -> filters.stream().anyMatch(filter -> filter.accepts(event));
  }

  /** All of them in one; empty if every event goes. */
  public Optional<EventFilter> filter() {
    return rules.stream().map(Rule::filter).reduce(EventFilter::and);
  }

  /** The filters that hold an event back, each with the reason; empty if it goes. */
  public List<String> heldBackBy(MaestroEvent event) {
    return rules.stream()
        .filter(rule -> !rule.filter.accepts(event))
        .map(rule -> rule.name + ": " + rule.why.apply(event))
        .toList();
  }
}
