package io.github.maestroevents.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import io.github.maestroevents.internal.MaestroDialect;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses numbers of more digits than anybody reads: a number of some megabytes takes half a minute
 * to write. How many digits there are is estimated of the bits, without a conversion.
 */
final class BoundedNumbers extends JsonGeneratorDelegate {

  /** A little less than the logarithm of 2, so that no number counts for more than it has. */
  private static final double DIGITS_OF_A_BIT = 0.30102;

  /** More wrappings would be a circle. */
  private static final int MOST_CAUSES = 100;

  private final long maxBytes;

  BoundedNumbers(JsonGenerator json, long maxBytes) {
    super(json, false);
    this.maxBytes = maxBytes;
  }

  @Override
  public void writeNumber(BigInteger number) throws IOException {
    requireReadable(number);
    super.writeNumber(number);
  }

  @Override
  public void writeNumber(BigDecimal number) throws IOException {
    if (number != null) {
      requireReadable(number.unscaledValue());
    }
    super.writeNumber(number);
  }

  private void requireReadable(@Nullable BigInteger number) {
    if (number == null) {
      return;
    }
    long digits = (long) (number.bitLength() * DIGITS_OF_A_BIT);
    if (digits > maxBytes) {
      throw new EventTooLargeException(digits, maxBytes);
    }
    if (digits > MaestroDialect.MAX_NUMBER_DIGITS) {
      throw new IllegalArgumentException("Too many digits");
    }
  }

  /** Throws what was thrown here, whatever Jackson has wrapped it in. */
  static void requireNotTooLarge(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof EventTooLargeException tooLarge) {
        throw tooLarge;
      }
      cause = cause.getCause();
    }
  }
}
