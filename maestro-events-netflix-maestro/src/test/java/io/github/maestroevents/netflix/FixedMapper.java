package io.github.maestroevents.netflix;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes the same for every event. */
final class FixedMapper extends ObjectMapper {
  private static final long serialVersionUID = 1;

  private final String json;

  FixedMapper(String json) {
    this.json = json;
  }

  @Override
  public String writeValueAsString(Object value) {
    return json;
  }
}
