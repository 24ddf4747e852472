package io.github.maestroevents.webhook;

import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests as the CloudEvents SDK reads them. */
final class ReceivedCloudEvents {

  private ReceivedCloudEvents() {}

  static List<CloudEvent> of(Received request) {
    String type = String.valueOf(request.header("content-type"));
    if (type.startsWith("application/x-ndjson")) {
      List<CloudEvent> events = new ArrayList<>();
      for (String line : new String(request.body(), StandardCharsets.UTF_8).split("\n")) {
        events.add(new JsonFormat().deserialize(line.getBytes(StandardCharsets.UTF_8)));
      }
      return events;
    }
    if (type.startsWith("application/cloudevents-batch+json")) {
      List<CloudEvent> events = new ArrayList<>();
      for (byte[] one : JsonArray.members(request.body())) {
        events.add(new JsonFormat().deserialize(one));
      }
      return events;
    }
    return List.of(
        HttpMessageFactory.createReader(read -> request.headers().forEach(read), request.body())
            .toEvent());
  }

  static byte[] data(CloudEvent event) {
    return event.getData() == null ? new byte[0] : event.getData().toBytes();
  }
}
