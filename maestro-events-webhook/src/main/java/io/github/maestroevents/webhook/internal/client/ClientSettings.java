package io.github.maestroevents.webhook.internal.client;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * What the client is made with.
 *
 * @param connections how many there are at most
 * @param requestTimeout for a whole exchange
 * @param connectTimeout for a connection, within that
 * @param maxConnectionAge after which a connection takes no further request
 * @param resolver which names it asks, and which addresses it uses
 * @param redirects which of them are followed
 * @param sslContext the host's; null for that of the JVM
 */
public record ClientSettings(
    int connections,
    Duration requestTimeout,
    Duration connectTimeout,
    Duration maxConnectionAge,
    DnsResolver resolver,
    Redirects redirects,
    @Nullable SSLContext sslContext) {}
