package io.github.maestroevents.webhook.internal.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others: loopback, private networks, link-local
 * with the metadata services of clouds, shared, reserved and multicast ranges. An IPv4 address that
 * is dressed as IPv6 is looked at as what it is. Sources: IANA's special-purpose address registries
 * for IPv4 and IPv6; for 168.63.129.16, Microsoft Azure's documentation of that address.
 */
public final class AddressGuard {

  private static final List<Range> REFUSED_4 =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by carriers; Alibaba's metadata
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // Azure's services of the host
          "169.254.0.0/16", // link-local; metadata of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments; Oracle's metadata
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // relays from 6to4
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  private static final List<Range> REFUSED_6 =
      ranges(
          "0:0:0:0:0:0:0:0/128", // unspecified
          "0:0:0:0:0:0:0:1/128", // loopback
          "64:ff9b:1:0:0:0:0:0/48", // NAT64 of a local network
          "100:0:0:0:0:0:0:0/64", // discard
          "2001:0:0:0:0:0:0:0/23", // protocol assignments; Teredo
          "2001:db8:0:0:0:0:0:0/32", // documentation
          "3fff:0:0:0:0:0:0:0/20", // documentation
          "5f00:0:0:0:0:0:0:0/16", // segment routing
          "fc00:0:0:0:0:0:0:0/7", // unique local; AWS's metadata
          "fe80:0:0:0:0:0:0:0/10", // link-local
          "fec0:0:0:0:0:0:0:0/10", // site-local
          "ff00:0:0:0:0:0:0:0/8"); // multicast

  /** IPv6 ranges that hold an IPv4 address, and at which byte. */
  private static final List<Embedding> EMBEDDINGS =
      List.of(
          new Embedding(range("0:0:0:0:0:0:0:0/96"), 12), // IPv4-compatible
          new Embedding(new Range(mappedPrefix(), 96), 12), // IPv4-mapped
          new Embedding(range("0:0:0:0:ffff:0:0:0/96"), 12), // IPv4-translated
          new Embedding(range("64:ff9b:0:0:0:0:0:0/96"), 12), // NAT64
          new Embedding(range("2002:0:0:0:0:0:0:0/16"), 2)); // 6to4

  /** What stands before the IPv4 address in the second half of an ISATAP address; RFC 5214. */
  private static final byte[] ISATAP = {0, 0, 0x5e, (byte) 0xfe};

  private AddressGuard() {}

  /** Whether nothing may connect to it unless private addresses are allowed. */
  public static boolean isRefused(InetAddress address) {
    return isRefused(address.getAddress());
  }

  static boolean isRefused(byte[] address) {
    if (address.length == 4) {
      return isIn(REFUSED_4, address);
    }
    for (Embedding embedding : EMBEDDINGS) {
      if (embedding.range.holds(address)) {
        return isRefused(Arrays.copyOfRange(address, embedding.at, embedding.at + 4));
      }
    }
    boolean isIsatap =
        (address[8] & 0xFD) == 0 && Arrays.equals(address, 9, 12, ISATAP, 1, ISATAP.length);
    return isIn(REFUSED_6, address) || (isIsatap && isRefused(Arrays.copyOfRange(address, 12, 16)));
  }

  private static boolean isIn(List<Range> ranges, byte[] address) {
    for (Range range : ranges) {
      if (range.holds(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<Range> ranges(String... texts) {
    return Arrays.stream(texts).map(AddressGuard::range).toList();
  }

  private static Range range(String text) {
    String[] parts = text.split("/", 2);
    try {
      return new Range(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    } catch (UnknownHostException e) {
      throw new AssertionError("No address: " + text, e);
    }
  }

  /** The JDK turns such an address into the IPv4 address when it reads it. */
  private static byte[] mappedPrefix() {
    byte[] prefix = new byte[16];
    prefix[10] = (byte) 0xff;
    prefix[11] = (byte) 0xff;
    return prefix;
  }

  /** Addresses that share their first bits; the array is never changed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Range(byte[] prefix, int bits) {

    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
        return false;
      }
      int mask = 0xFF << (8 - bits % 8);
      return bits % 8 == 0 || ((address[whole] ^ prefix[whole]) & mask & 0xFF) == 0;
    }
  }

  private record Embedding(Range range, int at) {}
}
