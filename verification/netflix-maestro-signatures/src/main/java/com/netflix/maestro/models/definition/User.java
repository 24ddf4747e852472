package com.netflix.maestro.models.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A name, and perhaps more: a text in JSON, or an object. */
public class User {
  private final String name;
  private final Map<String, Object> extraInfo;

  private User(String name, Map<String, Object> extraInfo) {
    this.name = name;
    this.extraInfo = extraInfo;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static User of(JsonNode json) {
    if (json.isTextual()) {
      return new User(json.textValue(), null);
    }
    Map<String, Object> extraInfo = new LinkedHashMap<>();
    json.properties().forEach(field -> extraInfo.put(field.getKey(), field.getValue()));
    extraInfo.remove("name");
    return new User(json.required("name").textValue(), extraInfo);
  }

  public String getName() {
    return name;
  }

  public Map<String, Object> getExtraInfo() {
    return extraInfo;
  }

  @JsonValue
  Object json() {
    if (extraInfo == null) {
      return name;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.putAll(extraInfo);
    return json;
  }
}
