package io.github.maestroevents.status.internal.http;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each address may still do in this minute: try so many tokens, and be told of in the log
 * once. So nobody guesses for long, and whoever tries keeps nobody else out. Of more addresses than
 * {@value #MOST_ADDRESSES} those that were here longest ago are forgotten. Any thread.
 */
public final class Visitors {

  static final int MOST_FAILURES_A_MINUTE = 20;
  static final int MOST_ADDRESSES = 1_000;
  static final int MOST_LINES_A_MINUTE = 10;

  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  /** The part of an address of version 6 that a provider gives to one customer. */
  private static final int NETWORK_BYTES = 8;

  /** One address, or all of them, within a minute. Guarded by the visitors. */
  private static final class Minute {
    private final long endNanos;
    private int failures;
    private int lines;

    Minute(long endNanos) {
      this.endNanos = endNanos;
    }
  }

  private final DeliveryClock clock;
  private final Map<String, Minute> minutes =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };
  private Minute ofAll;

  public Visitors(DeliveryClock clock) {
    this.clock = clock;
    this.ofAll = new Minute(clock.nanoTime() + MINUTE_NANOS);
  }

  /** Where somebody comes from: an address, or a network of version 6. */
  public static String from(InetSocketAddress remote) {
    InetAddress address = remote.getAddress();
    if (address == null) {
      return "unknown";
    }
    if (address instanceof Inet6Address && !address.isLoopbackAddress()) {
      StringBuilder network = new StringBuilder();
      byte[] bytes = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
      for (int i = 0; i < bytes.length; i += 2) {
        network.append(Integer.toHexString((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff)));
        network.append(':');
      }
      return network + ":/64";
    }
    return address.getHostAddress();
  }

  /** Whether a token may be tried from there at all. */
  public synchronized boolean mayTry(String from) {
    return minute(from).failures < MOST_FAILURES_A_MINUTE;
  }

  public synchronized void failed(String from) {
    minute(from).failures++;
  }

  /** Whether the log may tell of this address now; then it has. */
  public synchronized boolean mayTell(String from) {
    if (isOver(ofAll)) {
      ofAll = new Minute(clock.nanoTime() + MINUTE_NANOS);
    }
    Minute minute = minute(from);
    if (minute.lines > 0 || ofAll.lines >= MOST_LINES_A_MINUTE) {
      return false;
    }
    minute.lines++;
    ofAll.lines++;
    return true;
  }

  private Minute minute(String from) {
    Minute known = minutes.get(from);
    if (known == null || isOver(known)) {
      known = new Minute(clock.nanoTime() + MINUTE_NANOS);
      minutes.put(from, known);
    }
    return known;
  }

  private boolean isOver(Minute minute) {
    return clock.nanoTime() - minute.endNanos >= 0;
  }
}
