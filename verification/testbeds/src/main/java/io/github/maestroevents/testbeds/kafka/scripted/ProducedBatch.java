package io.github.maestroevents.testbeds.kafka.scripted;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A record batch as a producer sent it, without compression. Source: Kafka's documentation,
 * "Message Format", record batch.
 *
 * @param baseSequence the sequence of its first record; -1 without idempotence
 * @param values the values of its records, as text
 */
record ProducedBatch(long producerId, short producerEpoch, int baseSequence, List<String> values) {

  private static final int ATTRIBUTES_AT = 8 + 4 + 4 + 1 + 4;
  private static final int PRODUCER_ID_AT = ATTRIBUTES_AT + 2 + 4 + 8 + 8;
  private static final int COMPRESSION_BITS = 0x07;

  static ProducedBatch parse(ByteBuffer in) {
    if ((in.getShort(ATTRIBUTES_AT) & COMPRESSION_BITS) != 0) {
      throw new IllegalArgumentException("This broker reads no compressed batches");
    }
    in.position(PRODUCER_ID_AT);
    long producerId = in.getLong();
    short producerEpoch = in.getShort();
    int baseSequence = in.getInt();
    int count = in.getInt();
    List<String> values = new ArrayList<>(count);
    for (int record = 0; record < count; record++) {
      values.add(value(in));
    }
    return new ProducedBatch(producerId, producerEpoch, baseSequence, List.copyOf(values));
  }

  private static String value(ByteBuffer in) {
    int end = Wire.readVarint(in);
    end += in.position();
    in.get(); // attributes, none are in use
    Wire.readVarlong(in); // timestamp
    Wire.readVarint(in); // offset
    int key = Wire.readVarint(in);
    in.position(in.position() + Math.max(0, key));
    String value = Wire.text(in, Math.max(0, Wire.readVarint(in)));
    in.position(end); // the headers
    return value;
  }

  int lastSequence() {
    return baseSequence + values.size() - 1;
  }
}
