package io.github.maestroevents.webhook.internal.client;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes an asynchronous client that does one exchange as it is told: it retries nothing, follows
 * nothing, remembers no cookie, asks no environment for a proxy, and speaks HTTP/2 where TLS agrees
 * on it.
 */
final class ClientFactory {

  private static final int IO_THREADS = 2;

  /** Bytes of a line of a head, and lines, that are read; more ends the connection. */
  private static final int MAX_LINE_BYTES = 16 * 1024;

  private static final int MAX_HEADERS = 200;
  private static final int MAX_HEADER_LIST_BYTES = 64 * 1024;

  /** After so long without use, a connection is looked at before it is used. */
  private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(500);

  private ClientFactory() {}

  static CloseableHttpAsyncClient of(ClientSettings settings, ThreadFactory threads) {
    Timeout request = timeout(settings.requestTimeout());
    return HttpAsyncClientBuilder.create()
        .setConnectionManager(connections(settings))
        .setThreadFactory(threads)
        .setIOReactorConfig(
            IOReactorConfig.custom()
                .setIoThreadCount(IO_THREADS)
                .setSoTimeout(request)
                .setTcpNoDelay(true)
                .build())
        .setHttp1Config(
            Http1Config.custom()
                .setMaxLineLength(MAX_LINE_BYTES)
                .setMaxHeaderCount(MAX_HEADERS)
                .build())
        .setH2Config(
            H2Config.custom()
                .setPushEnabled(false)
                .setMaxHeaderListSize(MAX_HEADER_LIST_BYTES)
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(request)
                .setResponseTimeout(request)
                .setHardCancellationEnabled(true)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .build())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("maestro-events-webhook")
        .build();
  }

  private static PoolingAsyncClientConnectionManager connections(ClientSettings settings) {
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setMaxConnTotal(settings.connections())
        .setMaxConnPerRoute(settings.connections())
        .setDnsResolver(settings.resolver())
        .setTlsStrategy(
            ClientTlsStrategyBuilder.create().setSslContext(sslContext(settings)).buildAsync())
        .setDefaultTlsConfig(
            TlsConfig.custom()
                .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                .setHandshakeTimeout(timeout(settings.connectTimeout()))
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(settings.connectTimeout()))
                .setSocketTimeout(timeout(settings.requestTimeout()))
                .setTimeToLive(TimeValue.ofMilliseconds(settings.maxConnectionAge().toMillis()))
                .setValidateAfterInactivity(LOOK_AFTER)
                .build())
        .build();
  }

  private static SSLContext sslContext(ClientSettings settings) {
    SSLContext given = settings.sslContext();
    try {
      return given != null ? given : SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JVM has no default SSLContext; set one", e);
    }
  }

  private static Timeout timeout(Duration time) {
    return Timeout.ofMilliseconds(time.toMillis());
  }
}
