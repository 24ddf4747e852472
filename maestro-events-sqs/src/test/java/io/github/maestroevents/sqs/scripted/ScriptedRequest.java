package io.github.maestroevents.sqs.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@code SendMessageBatch} as it came over the wire.
 *
 * @param path of the request
 */
public record ScriptedRequest(String path, String queueUrl, List<Entry> entries) {

  /** One of its messages; empty strings where the wire had nothing. */
  public record Entry(
      String id,
      String body,
      Map<String, String> attributes,
      String groupId,
      String deduplicationId) {}

  static ScriptedRequest of(String path, JsonNode json) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : json.path("Entries")) {
      entries.add(
          new Entry(
              entry.path("Id").asText(),
              entry.path("MessageBody").asText(),
              attributes(entry.path("MessageAttributes")),
              entry.path("MessageGroupId").asText(),
              entry.path("MessageDeduplicationId").asText()));
    }
    return new ScriptedRequest(path, json.path("QueueUrl").asText(), entries);
  }

  private static Map<String, String> attributes(JsonNode json) {
    Map<String, String> attributes = new TreeMap<>();
    json.fields()
        .forEachRemaining(
            field -> attributes.put(field.getKey(), field.getValue().path("StringValue").asText()));
    return attributes;
  }

  public ScriptedRequest withFirst(int some) {
    return new ScriptedRequest(path, queueUrl, entries.subList(0, some));
  }

  public int size() {
    return entries.size();
  }

  public boolean holds(String text) {
    return entries.stream().anyMatch(entry -> entry.body().contains(text));
  }
}
