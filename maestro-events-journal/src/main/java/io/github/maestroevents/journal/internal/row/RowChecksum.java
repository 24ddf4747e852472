package io.github.maestroevents.journal.internal.row;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * CRC32C over all columns of a row, each text and the payload after its length, so that nothing can
 * move from one column to the next unseen. For one row.
 */
final class RowChecksum {

  private final CRC32C crc = new CRC32C();
  private final byte[] number = new byte[Long.BYTES];

  RowChecksum add(long value) {
    for (int i = 0; i < number.length; i++) {
      number[i] = (byte) (value >>> (8 * i));
    }
    crc.update(number, 0, number.length);
    return this;
  }

  RowChecksum add(@Nullable String text) {
    return text == null ? add(-1) : add(text.getBytes(StandardCharsets.UTF_8));
  }

  RowChecksum add(byte[] bytes) {
    add(bytes.length);
    crc.update(bytes, 0, bytes.length);
    return this;
  }

  long value() {
    return crc.getValue();
  }
}
