package io.github.maestroevents.drills.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.json.MalformedEventException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What a consumer has read, run by run, after dropping duplicates by event id. */
final class TopicLedger {

  private final Set<String> ids = new HashSet<>();
  private final Map<String, RunLedger> runs = new HashMap<>();
  private long foreign;

  /** Enters the next record of its partition. */
  void enter(ConsumerRecord<byte[], byte[]> record) {
    Header id = record.headers().lastHeader("ce_id");
    StepInstanceStatusChangeEvent event = read(record.value());
    if (id == null || event == null || event.workflowUuid() == null) {
      foreign++;
      return;
    }
    RunLedger run = runs.computeIfAbsent(event.workflowUuid(), name -> new RunLedger());
    int number = (int) event.stepInstanceId();
    String idValue = new String(id.value(), UTF_8);
    run.read++;
    if (!isAsSent(record, event.workflowUuid(), number, idValue)) {
      run.altered++;
    }
    if (ids.add(idValue)) {
      run.arrived(number);
    } else {
      run.duplicates++;
    }
  }

  /** Records that are none of the drill's events. */
  long foreign() {
    return foreign;
  }

  /** How many of the events of these runs have not arrived under their ids. */
  long lost(Map<String, Integer> sentPerRun) {
    long lost = 0;
    for (Map.Entry<String, Integer> run : sentPerRun.entrySet()) {
      for (int number = 0; number < run.getValue(); number++) {
        if (!ids.contains(EventId.of(SampleEvents.step(run.getKey(), number)).value())) {
          lost++;
        }
      }
    }
    return lost;
  }

  RunLedger sum(Set<String> names) {
    RunLedger sum = new RunLedger();
    for (String name : names) {
      RunLedger run = runs.get(name);
      if (run != null) {
        sum.add(run);
      }
    }
    return sum;
  }

  private static @Nullable StepInstanceStatusChangeEvent read(byte[] value) {
    try {
      return MaestroEventJson.read(value) instanceof StepInstanceStatusChangeEvent step
          ? step
          : null;
    } catch (MalformedEventException e) {
      return null; // as foreign as an event of another type
    }
  }

  /** Each copy is compared with the event as it was sent, so copies are equal to each other. */
  private static boolean isAsSent(
      ConsumerRecord<byte[], byte[]> record, String run, int number, String id) {
    MaestroEvent sent = SampleEvents.step(run, number);
    return Arrays.equals(record.value(), MaestroEventJson.write(sent))
        && id.equals(EventId.of(sent).value())
        && run.equals(new String(record.key(), UTF_8));
  }
}
