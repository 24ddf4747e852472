package io.github.maestroevents.kafka.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What a host's settings cost, in words, where they give up order, durability or never waiting. */
public final class RiskyOverrides {

  private static final long LONGEST_HARMLESS_BLOCK_MILLIS = 1_000;

  private RiskyOverrides() {}

  /** One sentence for each setting that costs something; none for those that cost nothing. */
  public static List<String> costs(Map<String, Object> host) {
    List<String> costs = new ArrayList<>();
    boolean idempotent =
        ProducerDefaults.allowsIdempotence(host)
            && !isSet(host, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
    Object acks = host.get(ProducerConfig.ACKS_CONFIG);
    if (!ProducerDefaults.isAll(acks)) {
      costs.add(
          isSet(host, ProducerConfig.ACKS_CONFIG, "0")
              ? "acks=0: an event counts as delivered when it is sent, also when no broker took it"
              : "acks="
                  + Secrets.shown(ProducerConfig.ACKS_CONFIG, String.valueOf(acks))
                  + ": acknowledged events are lost with the broker that took them");
    }
    if (!idempotent) {
      costs.add(
          "enable.idempotence is off, by itself or through acks, retries or in-flight requests:"
              + " retries of the client write events twice");
    }
    Integer inFlight =
        ProducerProperty.intValue(host, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION);
    boolean keepsOrder = idempotent || (inFlight != null && inFlight == 1);
    if (!keepsOrder) {
      costs.add(
          "max.in.flight.requests.per.connection="
              + (inFlight == null ? "5" : inFlight)
              + " without idempotence: a later event of a key passes one that failed");
    }
    Integer retries = ProducerProperty.intValue(host, ProducerConfig.RETRIES_CONFIG);
    if (retries != null && retries == 0) {
      costs.add(
          "retries=0: every change of a leader fails events, which the engine then sends again"
              + (keepsOrder ? "" : "; without idempotence later events of their keys pass them"));
    }
    orderCosts(host, costs);
    Long maxBlock = ProducerProperty.longValue(host, ProducerConfig.MAX_BLOCK_MS_CONFIG);
    if (maxBlock != null && maxBlock > LONGEST_HARMLESS_BLOCK_MILLIS) {
      costs.add("max.block.ms=" + maxBlock + ": the delivery thread stands still for as long");
    }
    return costs;
  }

  private static void orderCosts(Map<String, Object> host, List<String> costs) {
    if (isSet(host, ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, "true")) {
      costs.add("partitioner.ignore.keys=true: events of one key spread and lose their order");
    }
    Object partitioner = host.get(ProducerConfig.PARTITIONER_CLASS_CONFIG);
    if (partitioner != null) {
      costs.add("partitioner.class is set: order per key is up to it");
    }
    Object interceptors = host.get(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
    if (interceptors != null && !interceptors.toString().isEmpty()) {
      costs.add(
          "interceptor.classes is set: what they change in a record's key, topic or partition costs the order of a key");
    }
    for (String serializer :
        List.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG)) {
      if (host.containsKey(serializer)) {
        costs.add(
            serializer
                + " is replaced: unless it takes byte[], every event is rejected"
                + (serializer.equals(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG)
                    ? ", and unless equal keys stay equal, events of one key lose their order"
                    : ""));
      }
    }
  }

  private static boolean isSet(Map<String, Object> host, String property, String value) {
    Object set = host.get(property);
    return set != null && set.toString().equalsIgnoreCase(value);
  }
}
