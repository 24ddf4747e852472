package io.github.maestroevents.webhook.internal.client;

import io.github.maestroevents.spi.LogText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for the client, which connects to these addresses and no others. So the check is
 * made on the addresses that are used, at every connection: a name that leads elsewhere the next
 * time gains nothing. Thread-safe if the resolver behind it is.
 */
public final class GuardedResolver implements DnsResolver {

  private final DnsResolver behind;
  private final boolean allowsPrivate;

  /**
   * @param allowsPrivate whether every address will do
   */
  public GuardedResolver(DnsResolver behind, boolean allowsPrivate) {
    this.behind = behind;
    this.allowsPrivate = allowsPrivate;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = behind.resolve(host);
    if (allowsPrivate || all == null) {
      return all;
    }
    InetAddress[] allowed =
        Arrays.stream(all)
            .filter(address -> !AddressGuard.isRefused(address))
            .toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new RefusedAddressException(LogText.id(host));
    }
    return allowed;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return behind.resolveCanonicalHostname(host);
  }
}
