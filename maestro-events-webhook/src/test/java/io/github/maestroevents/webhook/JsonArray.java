package io.github.maestroevents.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The members of an array, each as bytes; the CloudEvents SDK for Java reads no batches. */
final class JsonArray {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonArray() {}

  static List<byte[]> members(byte[] json) {
    try {
      List<byte[]> members = new ArrayList<>();
      for (JsonNode member : JSON.readTree(json)) {
        members.add(JSON.writeValueAsBytes(member));
      }
      return members;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
