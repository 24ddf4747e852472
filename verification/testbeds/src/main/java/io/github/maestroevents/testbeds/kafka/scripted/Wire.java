package io.github.maestroevents.testbeds.kafka.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The primitive types of Kafka's protocol as versions without tagged fields have them. Source:
 * Kafka's protocol guide, "Protocol Primitive Types".
 */
final class Wire {

  private Wire() {}

  static @Nullable String readString(ByteBuffer in) {
    int length = in.getShort();
    return length < 0 ? null : text(in, length);
  }

  static ByteBuffer readBytes(ByteBuffer in) {
    int length = Math.max(0, in.getInt());
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return bytes;
  }

  static void writeString(ByteBuffer out, @Nullable String text) {
    if (text == null) {
      out.putShort((short) -1);
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }

  /** A number of variable length in zigzag encoding. */
  static int readVarint(ByteBuffer in) {
    return (int) readVarlong(in);
  }

  static long readVarlong(ByteBuffer in) {
    long raw = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      raw |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
  }

  static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }
}
