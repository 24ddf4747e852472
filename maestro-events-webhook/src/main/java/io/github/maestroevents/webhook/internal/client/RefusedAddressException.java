package io.github.maestroevents.webhook.internal.client;

import java.net.UnknownHostException;

/** A name that leads to no address to which a connection may be made. */
public final class RefusedAddressException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  RefusedAddressException(String host) {
    super(
        host
            + " leads to private or reserved addresses only, and no connection is made to those;"
            + " allowPrivateAddresses (allow-private-addresses) permits it");
  }
}
