package io.github.maestroevents.delivery.internal.travel;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that is encoded once: for several destinations, by whichever thread comes first while
 * the others wait microseconds; or for one, by a sender that has to wait for the journal anyway.
 *
 * <p>Every destination gets bytes of its own, so that what one does to them never shows at another:
 * the last that comes for them the encoded ones, each before it a copy.
 */
public final class SharedEncoding {

  private final MaestroEvent event;
  private final EncodingRule rule;

  /** Guarded by this; null before it is needed, and when nobody else will come for it. */
  private @Nullable EncodedEvent encoded;

  /** How many destinations may still come. Guarded by this. */
  private int destinations;

  /**
   * @param destinations how many may want the encoding, each of them once
   */
  public SharedEncoding(MaestroEvent event, EncodingRule rule, int destinations) {
    this.event = event;
    this.rule = rule;
    this.destinations = destinations;
  }

  public MaestroEvent event() {
    return event;
  }

  /**
   * Encodes it on this thread, if it is to be encoded by this rule. What fails here fails again on
   * the thread that takes the event up, and is told there.
   */
  public void encodeAhead(EncodingRule wanted) {
    if (wanted.equals(rule)) {
      try {
        EncodedEvent unused = encoded();
      } catch (Throwable toldLater) { // the host's function, or an event that cannot be written
        return;
      }
    }
  }

  /**
   * The encoding for one destination, made anew for one that wants another. What it returns, the
   * caller alone has.
   */
  public synchronized EncodedEvent encodedBy(EncodingRule wanted) {
    if (!wanted.equals(rule)) {
      return wanted.encode(event);
    }
    EncodedEvent known = encoded();
    if (--destinations > 0) {
      return known.withCopiedPayload();
    }
    encoded = null;
    return known;
  }

  private synchronized EncodedEvent encoded() {
    EncodedEvent known = encoded;
    if (known == null) {
      known = rule.encode(event);
      encoded = known;
    }
    return known;
  }
}
