package io.github.maestroevents.verification.netflix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.testbeds.kafka.TopicContents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What lies on the topic, held against what was enqueued and against what the servers did. */
final class Arrivals {

  /** Ids by the place of their event: more than one for an event is a defect. */
  final Map<Integer, Set<String>> idsByEvent = new HashMap<>();

  /** Bodies that nobody has sent, byte for byte. */
  final List<String> strange = new ArrayList<>();

  private final Map<String, List<Integer>> firstByKey = new LinkedHashMap<>();
  private int records;

  private Arrivals() {}

  static Arrivals on(String bootstrapServers, String topic, List<String> events) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      places.put(CapturedRuns.content(events.get(i)), i);
    }
    Arrivals arrivals = new Arrivals();
    for (ConsumerRecord<byte[], byte[]> record : TopicContents.of(bootstrapServers, topic)) {
      arrivals.add(record, places);
    }
    return arrivals;
  }

  private void add(ConsumerRecord<byte[], byte[]> record, Map<String, Integer> places) {
    records++;
    String body = new String(record.value(), UTF_8);
    Integer place = places.get(CapturedRuns.content(body));
    if (place == null) {
      strange.add(body);
      return;
    }
    boolean first = !idsByEvent.containsKey(place);
    idsByEvent
        .computeIfAbsent(place, event -> new HashSet<>())
        .add(TopicContents.header(record, "ce_id"));
    if (first) {
      firstByKey
          .computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
          .add(place);
    }
  }

  int duplicates() {
    return records - strange.size() - idsByEvent.size();
  }

  /** The places from 0 that are not there. */
  List<Integer> missing(int events) {
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      if (!idsByEvent.containsKey(i)) {
        missing.add(i);
      }
    }
    return missing;
  }

  /**
   * Events of a key that lie before another which the same server had accepted before it was given
   * this one for the first time.
   */
  int disordered(Sends sends) {
    Map<Integer, Long> begun = new HashMap<>();
    Map<Integer, Long> accepted = new HashMap<>();
    for (Sends.Call call : sends.calls()) {
      begun.merge(call.event(), call.startNanos(), Math::min);
      if (call.accepted()) {
        accepted.merge(call.event(), call.endNanos(), Math::min);
      }
    }
    int disordered = 0;
    for (List<Integer> places : firstByKey.values()) {
      long latestBegin = Long.MIN_VALUE;
      for (int place : places) {
        Long end = accepted.get(place);
        if (end != null && end < latestBegin) {
          disordered++;
        }
        if (end != null) {
          latestBegin = Math.max(latestBegin, begun.get(place));
        }
      }
    }
    return disordered;
  }
}
