package io.github.maestroevents.sqs.internal.client;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.WithheldText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a queue, which tells its kind and, at AWS, its region.
 *
 * @param text as SQS knows it
 */
public record QueueUrl(String text) {

  /** Source: Amazon SQS Developer Guide, "FIFO queue and message identifiers". */
  private static final String FIFO_SUFFIX = ".fifo";

  /** The region in the name of a legacy endpoint, and its default. */
  private static final Pattern LEGACY_HOST =
      Pattern.compile("(?:([a-z0-9-]+)\\.)?queue\\.amazonaws\\.com(?:\\.cn)?");

  private static final String LEGACY_REGION = "us-east-1";

  /** The region in the name of a public, VPC, FIPS or dual-stack endpoint. */
  private static final Pattern AWS_HOST =
      Pattern.compile("(?:.+\\.)?sqs(?:-fips)?\\.([a-z0-9-]+)\\..*(?:amazonaws\\.com.*|aws)");

  /** The endpoint that both SDKs call for a region if nobody says otherwise. */
  private static final Pattern DEFAULT_HOST =
      Pattern.compile("sqs\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?");

  private static final int SLASHES_OF_ACCOUNT_AND_NAME = 2;

  /** Source: LocalStack's documentation of SQS, "Queue URLs", strategy {@code path}. */
  private static final Pattern LOCALSTACK_PATH = Pattern.compile("/queue/[a-z0-9-]+/\\d+/[^/]+");

  /**
   * Account and name at the end of a path. Source: Amazon SQS API Reference, CreateQueue: letters,
   * digits, hyphens and underscores.
   */
  private static final Pattern ACCOUNT_AND_NAME =
      Pattern.compile("(?:/queue/[a-z0-9-]{1,30})?/\\d{1,20}/[A-Za-z0-9_-]{1,80}(?:\\.fifo)?");

  public QueueUrl {
    URI uri = parsed(requireNonNull(text, "queueUrl"));
    String path = uri.getPath();
    if (uri.getRawUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw illegal(text, "has credentials, a query or a fragment");
    }
    if (Endpoint.mayHideCredentials(uri)) {
      throw illegal(text, "has an '@' in its path, as a password with a '/' brings there");
    }
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw illegal(text, "does not begin with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw illegal(text, "names no host");
    }
    if (path == null || path.length() <= 1 || path.endsWith("/")) {
      throw illegal(text, "does not end with the name of a queue");
    }
  }

  public boolean isFifo() {
    return text.endsWith(FIFO_SUFFIX);
  }

  /** The AWS region in the host's name; empty for an emulator or a proxy. */
  public Optional<String> region() {
    Matcher legacy = LEGACY_HOST.matcher(host());
    if (legacy.matches()) {
      return Optional.of(legacy.group(1) == null ? LEGACY_REGION : legacy.group(1));
    }
    Matcher host = AWS_HOST.matcher(host());
    return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
  }

  /**
   * Whether something stands before account and name, such as the path of a proxy. The path that
   * LocalStack puts there, {@code /queue/<region>}, is no part of its address.
   */
  public boolean hasPathPrefix() {
    String path = requireNonNull(parsed(text).getPath());
    return path.chars().filter(c -> c == '/').count() > SLASHES_OF_ACCOUNT_AND_NAME
        && !LOCALSTACK_PATH.matcher(path).matches();
  }

  /** Scheme, host and port, if a client has to be told them; empty for what it finds by region. */
  public Optional<URI> endpoint() {
    if (DEFAULT_HOST.matcher(host()).matches()) {
      return Optional.empty();
    }
    URI uri = parsed(text);
    return Optional.of(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
  }

  private String host() {
    return requireNonNull(parsed(text).getHost());
  }

  private static URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) { // whose message holds the text
      throw illegal(text, "is no URL");
    }
  }

  /** Without the text and without a cause: what is no legal URL may hold a password anywhere. */
  private static IllegalArgumentException illegal(String text, String what) {
    return new IllegalArgumentException(
        "A queue URL looks like https://sqs.us-east-1.amazonaws.com/123456789012/name, but this one"
            + " "
            + what
            + ": "
            + WithheldText.shape(text));
  }

  /** For people. Of a path that is more than account and name, only how long it is. */
  @Override
  public String toString() {
    URI uri = parsed(text);
    String path = uri.getRawPath();
    return ACCOUNT_AND_NAME.matcher(path).matches()
        ? text
        : Endpoint.shown(uri) + "/… (a path of " + path.length() + " characters)";
  }
}
