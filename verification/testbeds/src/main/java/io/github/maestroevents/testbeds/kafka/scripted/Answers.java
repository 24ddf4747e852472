package io.github.maestroevents.testbeds.kafka.scripted;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a producer's requests, in versions of the protocol that old and new clients know
 * and that have no tagged fields. Source: Kafka's protocol guide.
 */
final class Answers {

  private static final int NODE = 1;
  private static final short API_VERSIONS_VERSION = 0;
  private static final short METADATA_VERSION = 4;
  private static final short INIT_PRODUCER_ID_VERSION = 1;
  private static final short OLDEST_PRODUCE_VERSION = 3;
  private static final short PRODUCE_VERSION = 7;
  private static final int LARGEST_ANSWER = 256 * 1024;

  private final ScriptedBroker broker;
  private boolean urgent;

  Answers(ScriptedBroker broker) {
    this.broker = broker;
  }

  /** Whether the last request was for something else than to produce. */
  boolean lastWasUrgent() {
    return urgent;
  }

  /** The answer to a request; null for none. */
  @Nullable ByteBuffer to(ByteBuffer request) {
    short key = request.getShort();
    short version = request.getShort();
    int correlation = request.getInt();
    Wire.readString(request); // the client's name
    ByteBuffer out = ByteBuffer.allocate(LARGEST_ANSWER).putInt(correlation);
    urgent = key != ApiKeys.PRODUCE.id;
    if (key == ApiKeys.API_VERSIONS.id) {
      apiVersions(version, out);
    } else if (key == ApiKeys.METADATA.id) {
      metadata(request, out);
    } else if (key == ApiKeys.INIT_PRODUCER_ID.id) {
      initProducerId(out);
    } else if (key == ApiKeys.PRODUCE.id) {
      if (broker.isSilent()) {
        return null;
      }
      produce(version, request, out);
    } else {
      throw new IllegalArgumentException("This broker has no answer to " + ApiKeys.forId(key));
    }
    return out.flip();
  }

  /** A version that is too new is refused with a list of what is known, and asked again. */
  private static void apiVersions(short asked, ByteBuffer out) {
    Errors error = asked == API_VERSIONS_VERSION ? Errors.NONE : Errors.UNSUPPORTED_VERSION;
    out.putShort(error.code()).putInt(4);
    knows(out, ApiKeys.API_VERSIONS, API_VERSIONS_VERSION, API_VERSIONS_VERSION);
    knows(out, ApiKeys.METADATA, METADATA_VERSION, METADATA_VERSION);
    knows(out, ApiKeys.INIT_PRODUCER_ID, (short) 0, INIT_PRODUCER_ID_VERSION);
    knows(out, ApiKeys.PRODUCE, OLDEST_PRODUCE_VERSION, PRODUCE_VERSION);
  }

  private static void knows(ByteBuffer out, ApiKeys key, short oldest, short newest) {
    out.putShort(key.id).putShort(oldest).putShort(newest);
  }

  private void metadata(ByteBuffer request, ByteBuffer out) {
    List<String> topics = new ArrayList<>();
    int count = request.getInt();
    for (int topic = 0; topic < count; topic++) {
      topics.add(String.valueOf(Wire.readString(request)));
    }
    out.putInt(0); // not throttled
    out.putInt(1).putInt(NODE);
    Wire.writeString(out, "127.0.0.1");
    out.putInt(broker.port());
    Wire.writeString(out, null); // no rack
    Wire.writeString(out, "scripted");
    out.putInt(NODE);
    out.putInt(topics.size());
    for (String topic : topics) {
      Errors error = broker.isMissing(topic) ? Errors.UNKNOWN_TOPIC_OR_PARTITION : Errors.NONE;
      int partitions = error == Errors.NONE ? broker.partitions() : 0;
      out.putShort(error.code());
      Wire.writeString(out, topic);
      out.put((byte) 0).putInt(partitions);
      for (int partition = 0; partition < partitions; partition++) {
        out.putShort(Errors.NONE.code()).putInt(partition).putInt(NODE);
        out.putInt(1).putInt(NODE).putInt(1).putInt(NODE); // replicas, in sync
      }
    }
  }

  private void initProducerId(ByteBuffer out) {
    out.putInt(0).putShort(Errors.NONE.code());
    out.putLong(broker.newProducerId()).putShort((short) 0);
  }

  private void produce(short version, ByteBuffer request, ByteBuffer out) {
    broker.countRequest();
    Wire.readString(request); // no transaction
    request.getShort(); // acks
    request.getInt(); // timeout
    int topics = request.getInt();
    out.putInt(topics);
    for (int topic = 0; topic < topics; topic++) {
      String name = String.valueOf(Wire.readString(request));
      Wire.writeString(out, name);
      int partitions = request.getInt();
      out.putInt(partitions);
      for (int partition = 0; partition < partitions; partition++) {
        int index = request.getInt();
        ProducedBatch batch = ProducedBatch.parse(Wire.readBytes(request));
        Errors error = broker.produce(name, index, batch);
        out.putInt(index).putShort(error.code());
        out.putLong(0).putLong(-1); // offset, time of the append
        if (version >= 5) {
          out.putLong(0); // where the log begins
        }
      }
    }
    out.putInt(0); // not throttled
  }
}
