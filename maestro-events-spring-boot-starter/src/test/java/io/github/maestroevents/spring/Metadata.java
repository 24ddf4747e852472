package io.github.maestroevents.spring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;
import io.github.maestroevents.spring.internal.environment.Keys;
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
