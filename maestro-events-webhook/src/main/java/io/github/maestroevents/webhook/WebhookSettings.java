package io.github.maestroevents.webhook;

import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a configuration may say of a webhook publisher. Loads without the HTTP client. */
final class WebhookSettings {

  private static final Duration LONGEST_REQUEST_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Not shown: path and query of it may hold a secret. */
  static final Setting URI =
      Setting.text("uri", "Where requests go, such as https://example.com/hooks.").required();

  static final Setting FORMAT =
      Setting.choice(
              "format",
              "How events stand in a request: one a request with headers, one as JSON, or many.",
              Arrays.stream(WebhookFormat.values())
                  .map(format -> format.name().toLowerCase(Locale.ROOT))
                  .toList())
          .withDefault("binary");

  static final Setting SIGNING_SECRET =
      Setting.secret(
          "signing-secret", "Signs requests as Standard Webhooks: whsec_ and a secret in Base64.");

  static final Setting PREVIOUS_SECRET =
      Setting.secret(
          "previous-signing-secret", "The secret before, which signs too while receivers change.");

  static final Setting PREVIOUS_SECRET_UNTIL =
      Setting.text(
              "previous-signing-secret-until",
              "When the secret before ends to sign, such as 2026-12-31T00:00:00Z.")
          .shown();

  static final Setting SIGNING_KEY =
      Setting.secret(
          "signing-private-key", "Signs requests with Ed25519: whsk_ and the key in Base64.");

  static final Setting BEARER_TOKEN =
      Setting.secret("bearer-token", "A token that every request shows.");

  static final Setting BASIC_USER =
      Setting.text("basic-user", "The user of basic authentication; with basic-password.");

  static final Setting BASIC_PASSWORD =
      Setting.secret("basic-password", "The password of basic authentication.");

  static final Setting HEADERS =
      Setting.group(
          "headers", "Headers for every request, such as headers.X-Team=orders.", Set.of());

  static final Setting THIN =
      Setting.flag("thin", "Whether events go without their bodies.").withDefault("false");

  static final Setting GZIP =
      Setting.flag("gzip", "Whether bodies are compressed.").withDefault("false");

  static final Setting MAX_BATCH_EVENTS =
      Setting.integer(
              "max-request-events",
              "The most events in a request, where that holds many.",
              1,
              10_000)
          .withDefault("100");

  static final Setting MAX_BODY_BYTES =
      Setting.size(
              "max-body-bytes",
              "The most bytes of a body before it is compressed.",
              32 * 1024,
              64 << 20)
          .withDefault("1MiB");

  static final Setting MAX_REQUESTS =
      Setting.integer(
              "max-requests-in-flight",
              "The most requests on their way at once, each on its own connection.",
              1,
              1_000)
          .withDefault("32");

  static final Setting REQUEST_TIMEOUT =
      Setting.duration(
              "request-timeout",
              "How long one request may take before its events are retried.",
              SHORTEST,
              LONGEST_REQUEST_TIMEOUT)
          .withDefault("10s");

  static final Setting CONNECT_TIMEOUT =
      Setting.duration(
              "connect-timeout",
              "How long a connection and its TLS may take, within request-timeout.",
              SHORTEST,
              LONGEST_REQUEST_TIMEOUT)
          .withDefault("3s");

  static final Setting MAX_CONNECTION_AGE =
      Setting.duration(
              "max-connection-age",
              "After which age a connection is not used again, so that DNS changes are seen.",
              SHORTEST,
              LONGEST)
          .withDefault("5m");

  static final Setting CLOSE_TIMEOUT =
      Setting.duration(
              "client-close-timeout",
              "How long closing waits for requests that are on their way, within close-timeout.",
              Duration.ZERO,
              LONGEST)
          .withDefault("5s");

  static final Setting MAX_RETRY_AFTER =
      Setting.duration(
              "max-retry-after",
              "The most of a receiver's Retry-After that is obeyed.",
              Duration.ZERO,
              LONGEST)
          .withDefault("1h");

  static final Setting GONE_FOR =
      Setting.duration(
              "gone-for", "How long nothing is sent after an answer 410.", SHORTEST, LONGEST)
          .withDefault("1h");

  static final Setting FOLLOW_REDIRECTS =
      Setting.flag("follow-redirects", "Whether redirects 307 and 308 are followed.")
          .withDefault("false");

  static final Setting ALLOWED_HOSTS =
      Setting.list(
              "allowed-hosts",
              "The only hosts that get requests, such as example.com and *.example.com.")
          .shown();

  static final Setting ALLOW_PRIVATE =
      Setting.flag(
              "allow-private-addresses",
              "Whether connections to loopback, private and reserved addresses are made.")
          .withDefault("false");

  static final List<Setting> ALL =
      List.of(
          URI,
          FORMAT,
          SIGNING_SECRET,
          PREVIOUS_SECRET,
          PREVIOUS_SECRET_UNTIL,
          SIGNING_KEY,
          BEARER_TOKEN,
          BASIC_USER,
          BASIC_PASSWORD,
          HEADERS,
          THIN,
          GZIP,
          MAX_BATCH_EVENTS,
          MAX_BODY_BYTES,
          MAX_REQUESTS,
          REQUEST_TIMEOUT,
          CONNECT_TIMEOUT,
          MAX_CONNECTION_AGE,
          CLOSE_TIMEOUT,
          MAX_RETRY_AFTER,
          GONE_FOR,
          FOLLOW_REDIRECTS,
          ALLOWED_HOSTS,
          ALLOW_PRIVATE);

  private WebhookSettings() {}
}
