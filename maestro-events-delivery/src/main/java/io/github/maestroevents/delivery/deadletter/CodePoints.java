package io.github.maestroevents.delivery.deadletter;

import java.io.IOException;
import java.io.OutputStream;

/** Takes text in UTF-8, which must be that, and gives it on character by character. */
final class CodePoints extends OutputStream {

  /** Takes characters. */
  interface Taker {
    void take(int codePoint) throws IOException;
  }

  private final Taker taker;
  private int codePoint;
  private int bytesToCome;

  CodePoints(Taker taker) {
    this.taker = taker;
  }

  @Override
  public void write(int unsigned) throws IOException {
    int b = unsigned & 0xFF;
    if (b < 0x80) {
      taker.take(b);
    } else if (b >= 0xC0) {
      bytesToCome = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
      codePoint = b & (0x3F >> bytesToCome);
    } else {
      codePoint = codePoint << 6 | (b & 0x3F);
      bytesToCome--;
      if (bytesToCome == 0) {
        taker.take(codePoint);
      }
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }
}
