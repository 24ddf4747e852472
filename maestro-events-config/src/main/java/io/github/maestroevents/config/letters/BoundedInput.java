package io.github.maestroevents.config.letters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The first bytes of a file that grows. Used by one thread. */
final class BoundedInput extends InputStream {

  private final FileChannel channel;
  private final long bytes;
  private long position;

  BoundedInput(FileChannel channel, long bytes) {
    this.channel = channel;
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int most = (int) Math.min(length, bytes - position);
    if (most <= 0) {
      return -1;
    }
    int read = channel.read(ByteBuffer.wrap(into, offset, most), position);
    position += Math.max(0, read);
    return read;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
