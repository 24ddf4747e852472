package com.netflix.maestro.models.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** The tags of a workflow. */
public class TagList {
  private final List<Tag> tags;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TagList(List<Tag> tags) {
    this.tags = tags;
  }

  @JsonValue
  public List<Tag> getTags() {
    return tags;
  }
}
