package io.github.maestroevents.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.WithheldText;
import io.github.maestroevents.webhook.internal.client.ClientSettings;
import io.github.maestroevents.webhook.internal.client.GuardedResolver;
import io.github.maestroevents.webhook.internal.client.HostRules;
import io.github.maestroevents.webhook.internal.client.Redirects;
import io.github.maestroevents.webhook.internal.client.Target;
import io.github.maestroevents.webhook.internal.message.RequestForm;
import io.github.maestroevents.webhook.internal.signing.Signer;
import io.github.maestroevents.webhook.internal.signing.SigningKey;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link WebhookNotificationPublisher}; every one has a default. Each value is
 * checked when it is set. Not thread-safe.
 */
public final class WebhookPublisherBuilder {

  /** For one exchange, unless set: 10 seconds. */
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);

  /** For a connection, unless set: 3 seconds. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** How long a connection is used, unless set: 5 minutes. */
  public static final Duration DEFAULT_MAX_CONNECTION_AGE = Duration.ofMinutes(5);

  /** How long closing waits for what is on its way, unless set: 5 seconds. */
  public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** The most of a receiver's {@code Retry-After} that is obeyed, unless set: 1 hour. */
  public static final Duration DEFAULT_MAX_RETRY_AFTER = Duration.ofHours(1);

  /** How long nothing is sent after 410, unless set: 1 hour. */
  public static final Duration DEFAULT_GONE_FOR = Duration.ofHours(1);

  /** Requests on their way at once, unless set: {@value}. */
  public static final int DEFAULT_MAX_REQUESTS_IN_FLIGHT = 32;

  /** Events in a request of many, unless set: {@value}. */
  public static final int DEFAULT_MAX_BATCH_EVENTS = 100;

  /** Bytes of a body before it is compressed, unless set: 1 MiB. */
  public static final long DEFAULT_MAX_BODY_BYTES = 1 << 20;

  static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
  static final Duration LONGEST_REQUEST_TIMEOUT = Duration.ofSeconds(90);
  static final Duration LONGEST_WAIT = Duration.ofDays(1);
  static final int MOST_REQUESTS_IN_FLIGHT = 1_000;
  static final int MOST_BATCH_EVENTS = 10_000;
  static final long LEAST_BODY_BYTES = 32 * 1024;
  static final long MOST_BODY_BYTES = 64 << 20;

  /** Events that are handed over at once where each has a request of its own, and of one key. */
  private static final int SINGLE_EVENTS = 64;

  private static final int SINGLE_EVENTS_PER_KEY = 16;

  private static final int MOST_REDIRECTS = 3;

  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$&'*+.^_`|~-]{1,100}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]{0,8192}");

  /** What the publisher sets itself, or the client does. */
  private static final Pattern OWN_HEADER =
      Pattern.compile(
          "(?i)ce-.*|webhook-.*|content-.*|authorization|host|connection|transfer-encoding"
              + "|expect|upgrade|te|trailer");

  final Target target;
  InstantSource clock = InstantSource.system();
  Duration requestTimeout = DEFAULT_REQUEST_TIMEOUT;
  Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
  Duration maxRetryAfter = DEFAULT_MAX_RETRY_AFTER;
  Duration goneFor = DEFAULT_GONE_FOR;
  int maxRequestsInFlight = DEFAULT_MAX_REQUESTS_IN_FLIGHT;
  long maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
  @Nullable Supplier<String> authorization;

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<SigningKey> keys = new ArrayList<>();
  private WebhookFormat format = WebhookFormat.BINARY;
  private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
  private Duration maxConnectionAge = DEFAULT_MAX_CONNECTION_AGE;
  private int maxBatchEvents = DEFAULT_MAX_BATCH_EVENTS;
  private boolean compressed;
  private boolean thin;
  private boolean allowsPrivate;
  private boolean followsRedirects;
  private HostRules allowedHosts = HostRules.ALL;
  private DnsResolver resolver = SystemDefaultDnsResolver.INSTANCE;
  private @Nullable SSLContext sslContext;

  WebhookPublisherBuilder(URI uri) {
    target = new Target(uri);
  }

  /** How events stand in a request; {@link WebhookFormat#BINARY} by default. */
  public WebhookPublisherBuilder format(WebhookFormat format) {
    this.format = requireNonNull(format, "format");
    return this;
  }

  /**
   * Signs every request with this secret, beside those that were given before; receivers take a
   * request if one signature is right. By default nothing is signed.
   */
  public WebhookPublisherBuilder signedWith(SigningSecret secret) {
    keys.add(requireNonNull(secret, "secret").key());
    return this;
  }

  /**
   * Sends events without their bodies: identity, type and subject alone, for receivers that fetch
   * the rest themselves.
   */
  public WebhookPublisherBuilder thin() {
    thin = true;
    return this;
  }

  /** Compresses bodies with gzip. Signatures are made of the body before that. */
  public WebhookPublisherBuilder gzip() {
    compressed = true;
    return this;
  }

  /**
   * The most events in a request of a batched format; 100 by default. How long the engine waits for
   * a batch to fill is its own setting.
   *
   * @throws IllegalArgumentException unless it is from 1 to 10,000
   */
  public WebhookPublisherBuilder maxBatchEvents(int events) {
    maxBatchEvents = inRange("maxBatchEvents", events, MOST_BATCH_EVENTS);
    return this;
  }

  /**
   * The most bytes of a body before it is compressed; 1 MiB by default. A batch that is larger goes
   * in parts, and an event that is larger alone is rejected.
   *
   * @throws IllegalArgumentException unless it is from 32 KiB to 64 MiB
   */
  public WebhookPublisherBuilder maxBodyBytes(long bytes) {
    if (bytes < LEAST_BODY_BYTES || bytes > MOST_BODY_BYTES) {
      throw new IllegalArgumentException(
          "maxBodyBytes must be from "
              + LEAST_BODY_BYTES
              + " to "
              + MOST_BODY_BYTES
              + ": "
              + bytes);
    }
    maxBodyBytes = bytes;
    return this;
  }

  /**
   * How many requests are on their way at once, each on a connection of its own; 32 by default.
   *
   * @throws IllegalArgumentException unless it is from 1 to 1,000
   */
  public WebhookPublisherBuilder maxRequestsInFlight(int requests) {
    maxRequestsInFlight = inRange("maxRequestsInFlight", requests, MOST_REQUESTS_IN_FLIGHT);
    return this;
  }

  /**
   * For one exchange, from the look at the name to the last byte of the answer; 10 seconds by
   * default, up to 90. After it the event is in doubt and retried.
   */
  public WebhookPublisherBuilder requestTimeout(Duration timeout) {
    requestTimeout = inRange("requestTimeout", timeout, SHORTEST_TIMEOUT, LONGEST_REQUEST_TIMEOUT);
    return this;
  }

  /** For a connection and its TLS, within the request timeout; 3 seconds by default. */
  public WebhookPublisherBuilder connectTimeout(Duration timeout) {
    connectTimeout = inRange("connectTimeout", timeout, SHORTEST_TIMEOUT, LONGEST_REQUEST_TIMEOUT);
    return this;
  }

  /**
   * After which age a connection takes no further request, so that a change of the name's addresses
   * is seen; 5 minutes by default.
   */
  public WebhookPublisherBuilder maxConnectionAge(Duration age) {
    maxConnectionAge = inRange("maxConnectionAge", age, SHORTEST_TIMEOUT, LONGEST_WAIT);
    return this;
  }

  /** How long {@code close} waits for what is on its way; 5 seconds by default, zero for not. */
  public WebhookPublisherBuilder closeTimeout(Duration timeout) {
    closeTimeout = inRange("closeTimeout", timeout, Duration.ZERO, LONGEST_WAIT);
    return this;
  }

  /** The most of a receiver's {@code Retry-After} that is obeyed; 1 hour by default. */
  public WebhookPublisherBuilder maxRetryAfter(Duration most) {
    maxRetryAfter = inRange("maxRetryAfter", most, Duration.ZERO, LONGEST_WAIT);
    return this;
  }

  /**
   * How long nothing is sent after the receiver has answered 410; 1 hour by default. Then it is
   * asked again.
   */
  public WebhookPublisherBuilder goneFor(Duration pause) {
    goneFor = inRange("goneFor", pause, SHORTEST_TIMEOUT, LONGEST_WAIT);
    return this;
  }

  /**
   * Follows redirects that keep method and body, 307 and 308, three in a row at most. Where they
   * lead is checked like the first host; a token and the host's own headers go to no other origin,
   * and nothing goes from https to http.
   */
  public WebhookPublisherBuilder followRedirects() {
    followsRedirects = true;
    return this;
  }

  /**
   * Permits connections to loopback, private, link-local and other addresses that are not of the
   * public internet. By default none is made to them, whatever a name resolves to. Permit it for a
   * receiver of your own; never for a URI that somebody else may write.
   */
  public WebhookPublisherBuilder allowPrivateAddresses() {
    allowsPrivate = true;
    return this;
  }

  /**
   * The only hosts to which anything is sent: {@code example.com}, or {@code *.example.com} for all
   * below it. By default all are.
   *
   * @throws IllegalArgumentException if there is none, or one of them is no name
   */
  public WebhookPublisherBuilder allowedHosts(Collection<String> hosts) {
    allowedHosts = HostRules.of(requireNonNull(hosts, "hosts"));
    return this;
  }

  /**
   * A header of the host's own, for every request.
   *
   * @throws IllegalArgumentException if it is one that the publisher sets, or no legal one; the
   *     message does not hold the value
   */
  public WebhookPublisherBuilder header(String name, String value) {
    if (!HEADER_NAME.matcher(requireNonNull(name, "name")).matches()) {
      throw new IllegalArgumentException("No name of a header: " + WithheldText.name(name));
    }
    if (OWN_HEADER.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "header " + LogText.id(name) + " is set by the publisher itself");
    }
    if (!HEADER_VALUE.matcher(requireNonNull(value, "value")).matches()) {
      throw new IllegalArgumentException(
          "The value of header " + LogText.id(name) + " must be printable ASCII");
    }
    headers.put(name, value);
    return this;
  }

  /**
   * Sends {@code Authorization: Bearer …} with the token that the supplier gives for each request.
   * It is called on a request thread, must be thread-safe, and should keep the token it has as long
   * as that is good. What it throws has the event retried.
   */
  public WebhookPublisherBuilder bearerToken(Supplier<String> token) {
    requireNonNull(token, "token");
    authorization = () -> "Bearer " + legal(token.get());
    return this;
  }

  /** Sends {@code Authorization: Basic …}. Source: RFC 7617, in UTF-8. */
  public WebhookPublisherBuilder basic(String user, String password) {
    if (requireNonNull(user, "user").indexOf(':') >= 0) {
      throw new IllegalArgumentException("user must not hold a colon");
    }
    byte[] both = (user + ":" + requireNonNull(password, "password")).getBytes(UTF_8);
    String value = "Basic " + Base64.getEncoder().encodeToString(both);
    authorization = () -> value;
    return this;
  }

  /**
   * Trust and, for mutual TLS, the certificate to show; that of the JVM by default. The name of the
   * receiver is checked in any case.
   */
  public WebhookPublisherBuilder sslContext(SSLContext context) {
    sslContext = requireNonNull(context, "context");
    return this;
  }

  /** The clock that signs and reads dates; the machine's by default. */
  public WebhookPublisherBuilder clock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /** Who resolves names, for tests; what it finds is still checked. */
  WebhookPublisherBuilder resolver(DnsResolver resolver) {
    this.resolver = resolver;
    return this;
  }

  /**
   * The publisher. Starts the client's threads and asks nothing of anybody: the receiver may be
   * down, and its name need not exist.
   *
   * @throws IllegalStateException if settings exclude each other, or the host is not allowed
   */
  public WebhookNotificationPublisher build() {
    String host = target.host();
    if (!allowedHosts.test(host)) {
      throw new IllegalStateException(target + " is none of allowedHosts: " + allowedHosts);
    }
    if (!allowsPrivate && HostRules.isPlainlyPrivate(host)) {
      throw new IllegalStateException(
          target
              + " is a private or reserved address, and no connection is made to those;"
              + " allowPrivateAddresses (allow-private-addresses) permits it");
    }
    if (thin && compressed && format == WebhookFormat.BINARY) {
      throw new IllegalStateException("thin events in binary format have no body to compress");
    }
    if (signer().endsWithoutSuccessor()) {
      throw new IllegalStateException(
          "Every signing secret ends, and requests would go unsigned then: one must have no end"
              + " (signing-secret beside previous-signing-secret)");
    }
    return new WebhookNotificationPublisher(this);
  }

  BatchLimits batchLimits() {
    return format.isBatched()
        ? new BatchLimits(maxBatchEvents, maxBodyBytes, maxBodyBytes)
        : new BatchLimits(SINGLE_EVENTS, Long.MAX_VALUE, maxBodyBytes, SINGLE_EVENTS_PER_KEY);
  }

  RequestForm form() {
    return new RequestForm(RequestForm.Kind.valueOf(format.name()), compressed, thin);
  }

  Signer signer() {
    return new Signer(keys);
  }

  Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  ClientSettings clientSettings() {
    return new ClientSettings(
        maxRequestsInFlight,
        requestTimeout,
        connectTimeout,
        maxConnectionAge,
        new GuardedResolver(resolver, allowsPrivate),
        new Redirects(followsRedirects ? MOST_REDIRECTS : 0, allowedHosts),
        sslContext);
  }

  String description() {
    return "WebhookNotificationPublisher["
        + target
        + ", "
        + format
        + (thin ? ", thin" : "")
        + (compressed ? ", gzip" : "")
        + ", signed with "
        + keys
        + ", requestTimeout="
        + requestTimeout
        + ", maxRequestsInFlight="
        + maxRequestsInFlight
        + (allowsPrivate ? ", private addresses allowed]" : "]");
  }

  private static String legal(@Nullable String token) {
    if (token == null || token.isEmpty() || !HEADER_VALUE.matcher(token).matches()) {
      throw new IllegalStateException("The supplier gave no token that a header may hold");
    }
    return token;
  }

  private static int inRange(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be from 1 to " + most + ": " + value);
    }
    return value;
  }

  private static Duration inRange(String name, Duration value, Duration least, Duration most) {
    if (requireNonNull(value, name).compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ": " + value);
    }
    return value;
  }
}
