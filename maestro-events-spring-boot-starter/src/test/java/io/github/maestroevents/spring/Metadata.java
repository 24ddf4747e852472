package io.github.maestroevents.spring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;
import io.github.maestroevents.spring.internal.environment.Keys;
import io.github.maestroevents.spring.internal.keys.ObservabilityKeys;
import java.util.Comparator;
import java.util.List;

/** What an editor reads to complete and explain keys, made of the library's own list of keys. */
final class Metadata {

  static final String FILE = "META-INF/spring-configuration-metadata.json";

  private static final String DESTINATIONS = Keys.PREFIX + ".destinations";
  private static final String DEFAULTS = Keys.PREFIX + ".defaults";

  private final ObjectMapper json = new ObjectMapper();
  private final ArrayNode properties = json.createArrayNode();
  private final ArrayNode hints = json.createArrayNode();

  /** The text of the file. */
  static String text() {
    return new Metadata().write();
  }

  private String write() {
    for (Setting setting : KeyList.general()) {
      add(Keys.PREFIX, new KeyList.Key(setting, List.of()));
    }
    addOfTheStarter();
    addOfObservability();
    property(
        DESTINATIONS,
        "java.util.Map<java.lang.String," + DestinationKeys.class.getName() + ">",
        "Where events go: a name of your own for each destination, and its settings below it.");
    KeyList.ofADestination().stream()
        .filter(key -> !key.setting().isRequired() && !key.name().equals("type"))
        .sorted(Comparator.comparing(KeyList.Key::name))
        .forEach(key -> add(DEFAULTS, key));
    ObjectNode file = json.createObjectNode();
    ArrayNode groups = file.putArray("groups");
    groups
        .addObject()
        .put("name", DEFAULTS)
        .put("description", "What holds for every destination that does not say otherwise.");
    file.set("properties", properties);
    file.set("hints", hints);
    try {
      return json.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void addOfTheStarter() {
    property(
            Keys.whole(Keys.APPLICATION_EVENTS),
            "java.lang.Boolean",
            "Whether a MaestroEvent that the application publishes by Spring's"
                + " ApplicationEventPublisher is sent; in a transaction, after its commit.")
        .put("defaultValue", false);
    property(
            Keys.whole(Keys.CONNECTION_DETAILS),
            "java.lang.Boolean",
            "Whether destinations of type kafka go to the broker of a @ServiceConnection, or of"
                + " Docker Compose, if the application has one.")
        .put("defaultValue", true);
  }

  private void addOfObservability() {
    property(
            Keys.whole(ObservabilityKeys.READINESS),
            "java.lang.Boolean",
            "Whether the application is not ready while a destination is failing.")
        .put("defaultValue", false);
    property(
            Keys.whole(ObservabilityKeys.FAILING_STATUS),
            "java.lang.String",
            "What the health indicator says while a destination is failing.")
        .put("defaultValue", "down");
    ArrayNode values =
        hints
            .addObject()
            .put("name", Keys.whole(ObservabilityKeys.FAILING_STATUS))
            .putArray("values");
    List.of("down", "out-of-service", "up").forEach(word -> values.addObject().put("value", word));
    levels(ObservabilityKeys.CIRCUIT_OPEN, "How long its circuit is not closed", "30s", "5m");
    levels(ObservabilityKeys.OLDEST_EVENT, "How old its oldest undelivered event is", "1m", "15m");
    levels(ObservabilityKeys.DROPS, "How long an event that was dropped counts", "10m", "1m");
    levels(
        ObservabilityKeys.JOURNAL_SHARE,
        "The share of its quota that its journal has",
        "0.75",
        "0.95");
    levels(
        ObservabilityKeys.NO_TURN, "How long its delivery thread has begun no turn", "10s", "30s");
    levels(ObservabilityKeys.QUEUE_SHARE, "The share of its queue that is full", "0.75", "0.95");
    property(
            Keys.whole(ObservabilityKeys.METRICS),
            "java.lang.Boolean",
            "Whether each destination has meters, if maestro-events-micrometer is there.")
        .put("defaultValue", true);
    property(
            Keys.whole(ObservabilityKeys.HISTOGRAMS),
            "java.lang.Boolean",
            "Whether latency and attempts have histograms: some 210 series more a destination.")
        .put("defaultValue", false);
    property(
            Keys.whole(ObservabilityKeys.TRACE_CONTEXT),
            "java.lang.Boolean",
            "Whether the span of the sending thread travels with an event, as traceparent.")
        .put("defaultValue", false);
    property(
            Keys.whole(ObservabilityKeys.STATUS_PAGE),
            "java.lang.Boolean",
            "Whether the endpoint maestroeventspage shows the status page.")
        .put("defaultValue", false);
    property(
        Keys.whole(ObservabilityKeys.STATUS_PAGE_TITLE),
        "java.lang.String",
        "What stands on top of the status page; the application's name unless set.");
    property(
        Keys.whole(ObservabilityKeys.STATUS_PAGE_OPERATOR_ROLE),
        "java.lang.String",
        "The role whose holders may pause, resume and flush on the status page; nobody unless set.");
  }

  private void levels(String key, String figure, String degraded, String failing) {
    property(
            Keys.whole(key + ObservabilityKeys.DEGRADED),
            "java.lang.String",
            figure + " when a destination is degraded; never turns it off.")
        .put("defaultValue", degraded);
    property(
            Keys.whole(key + ObservabilityKeys.FAILING),
            "java.lang.String",
            figure + " when a destination is failing; never turns it off.")
        .put("defaultValue", failing);
  }

  private void add(String prefix, KeyList.Key key) {
    Setting setting = key.setting();
    String name = prefix + "." + setting.name();
    ObjectNode property = property(name, key.javaType(), key.description());
    setting
        .defaultText()
        .ifPresent(
            text -> {
              if (setting.kind() == Kind.FLAG) {
                property.put("defaultValue", Boolean.parseBoolean(text));
              } else {
                property.put("defaultValue", text);
              }
            });
    if (!setting.words().isEmpty()) {
      ObjectNode hint = hints.addObject();
      hint.put("name", setting.kind() == Kind.GROUP ? name + ".keys" : name);
      ArrayNode values = hint.putArray("values");
      setting.words().stream().sorted().forEach(word -> values.addObject().put("value", word));
    }
  }

  private ObjectNode property(String name, String type, String description) {
    return properties
        .addObject()
        .put("name", name)
        .put("type", type)
        .put("description", description);
  }
}
