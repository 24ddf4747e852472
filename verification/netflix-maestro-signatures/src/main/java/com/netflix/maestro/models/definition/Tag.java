package com.netflix.maestro.models.definition;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.HashMap;
import java.util.Map;

/** A tag of a workflow. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"name", "namespace", "permit"})
public class Tag {
  private String name;
  private Namespace namespace;
  private Integer permit;
  private final Map<String, Object> attributes = new HashMap<>();

  /** Who defined it. */
  public enum Namespace {
    SYSTEM,
    RUNTIME,
    JOB_TEMPLATE,
    NOTEBOOK_TEMPLATE,
    USER_DEFINED,
    PLATFORM
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Namespace getNamespace() {
    return namespace;
  }

  public void setNamespace(Namespace namespace) {
    this.namespace = namespace;
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public Integer getPermit() {
    return permit;
  }

  public void setPermit(Integer permit) {
    this.permit = permit;
  }

  @JsonAnyGetter
  public Map<String, Object> getAttributes() {
    return attributes;
  }

  @JsonAnySetter
  public void addAttribute(String key, Object value) {
    attributes.put(key, value);
  }
}
