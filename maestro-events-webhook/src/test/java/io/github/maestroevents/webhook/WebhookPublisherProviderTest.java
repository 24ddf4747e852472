package io.github.maestroevents.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.testkit.WrittenSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookPublisherProviderTest {

  private static final String URI = "https://example.com/hooks?token=hunter2";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final PublisherProvider provider = new WebhookPublisherProvider();

  private WrittenSettings at(String uri) {
    return WrittenSettings.of(provider.settings()).with("uri", uri);
  }

  @Test
  void provider_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(PublisherProvider.class))
        .anySatisfy(
            found ->
                assertThat(found)
                    .isInstanceOf(WebhookPublisherProvider.class)
                    .returns("webhook", PublisherProvider::type));
  }

  @Test
  void publisher_isMadeOfTheUriAlone_andShowsNoSecret() {
    assertThat(provider.mistakes(at(URI))).isEmpty();
    try (MaestroNotificationPublisher publisher = provider.create(at(URI))) {
      assertThat(publisher.toString())
          .contains("https://example.com, BINARY", "requestTimeout=PT10S")
          .doesNotContain("hunter2");
    }
    assertThat(provider.target(at(URI), Events.event("k", 1))).contains("https://example.com");
  }

  /** What a setting must lead to in the builder, unlike without it. */
  private record Effect(
      WrittenSettings with, Function<WebhookPublisherBuilder, Object> seen, Object expected) {}

  static Stream<Setting> settings() {
    return WebhookSettings.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySetting_reachesTheBuilder(Setting setting) {
    Effect effect = effects().get(setting);

    assertThat(effect).as("A setting without an effect: " + setting).isNotNull();
    assertThat(provider.mistakes(effect.with())).isEmpty();
    assertThat(effect.seen().apply(ConfiguredWebhook.builder(effect.with())))
        .isEqualTo(effect.expected());
    assertThat(effect.seen().apply(ConfiguredWebhook.builder(at("https://other.example/"))))
        .as("without the setting")
        .isNotEqualTo(effect.expected());
  }

  private Map<Setting, Effect> effects() {
    Map<Setting, Effect> effects = new HashMap<>();
    add(effects, WebhookSettings.URI, URI, b -> b.target.uri().toString(), URI);
    add(effects, WebhookSettings.FORMAT, "ndjson", b -> b.form().kind().name(), "NDJSON");
    add(effects, WebhookSettings.SIGNING_SECRET, SECRET, this::signed, "signed with [v1]");
    add(effects, WebhookSettings.PREVIOUS_SECRET, SECRET, this::signed, "signed with [v1]");
    effects.put(
        WebhookSettings.PREVIOUS_SECRET_UNTIL,
        new Effect(
            at(URI)
                .with("previous-signing-secret", SECRET)
                .with("previous-signing-secret-until", "2026-12-31T00:00:00Z"),
            this::signed,
            "signed with [v1 until 2026-12-31T00:00:00Z]"));
    add(
        effects,
        WebhookSettings.SIGNING_KEY,
        "whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=",
        this::signed,
        "signed with [v1a]");
    add(effects, WebhookSettings.BEARER_TOKEN, "t", this::authorization, "Bearer t");
    WrittenSettings basic = at(URI).with("basic-user", "u").with("basic-password", "p");
    effects.put(WebhookSettings.BASIC_USER, new Effect(basic, this::authorization, "Basic dTpw"));
    effects.put(
        WebhookSettings.BASIC_PASSWORD, new Effect(basic, this::authorization, "Basic dTpw"));
    effects.put(
        WebhookSettings.HEADERS,
        new Effect(at(URI).with("headers.X-Team", "a"), b -> b.headers(), Map.of("X-Team", "a")));
    add(effects, WebhookSettings.THIN, "true", b -> b.form().thin(), true);
    add(effects, WebhookSettings.GZIP, "true", b -> b.form().compressed(), true);
    effects.put(
        WebhookSettings.MAX_BATCH_EVENTS,
        new Effect(
            at(URI).with("format", "batch").with("max-request-events", "7"),
            b -> b.batchLimits().maxEvents(),
            7));
    add(effects, WebhookSettings.MAX_BODY_BYTES, "64KiB", b -> b.maxBodyBytes, 65_536L);
    add(effects, WebhookSettings.MAX_REQUESTS, "7", b -> b.maxRequestsInFlight, 7);
    Duration seven = Duration.ofSeconds(7);
    add(effects, WebhookSettings.REQUEST_TIMEOUT, "7s", b -> b.requestTimeout, seven);
    add(
        effects,
        WebhookSettings.CONNECT_TIMEOUT,
        "7s",
        b -> b.clientSettings().connectTimeout(),
        seven);
    add(
        effects,
        WebhookSettings.MAX_CONNECTION_AGE,
        "7s",
        b -> b.clientSettings().maxConnectionAge(),
        seven);
    add(effects, WebhookSettings.CLOSE_TIMEOUT, "7s", b -> b.closeTimeout, seven);
    add(effects, WebhookSettings.MAX_RETRY_AFTER, "7s", b -> b.maxRetryAfter, seven);
    add(effects, WebhookSettings.GONE_FOR, "7s", b -> b.goneFor, seven);
    add(
        effects,
        WebhookSettings.FOLLOW_REDIRECTS,
        "true",
        b -> b.clientSettings().redirects().most() > 0,
        true);
    add(
        effects,
        WebhookSettings.ALLOWED_HOSTS,
        "example.com",
        b -> b.clientSettings().redirects().allowsHost().test("elsewhere.example"),
        false);
    add(
        effects,
        WebhookSettings.ALLOW_PRIVATE,
        "true",
        b -> b.description().contains("private addresses allowed"),
        true);
    return effects;
  }

  private void add(
      Map<Setting, Effect> effects,
      Setting setting,
      String value,
      Function<WebhookPublisherBuilder, Object> seen,
      Object expected) {
    effects.put(setting, new Effect(at(URI).with(setting.name(), value), seen, expected));
  }

  private Object signed(WebhookPublisherBuilder builder) {
    String all = builder.description();
    return all.substring(all.indexOf("signed with"), all.indexOf(", requestTimeout"));
  }

  private Object authorization(WebhookPublisherBuilder builder) {
    return builder.authorization == null ? "none" : builder.authorization.get();
  }

  @ParameterizedTest
  @CsvSource({
    "uri, https://u:hunter2@example.com/, uri, must not have a user",
    "uri, hunter2, uri, must look like https://host",
    "uri, 'http://exa mple/hunter2', uri, must look like https://host",
    "uri, http://127.0.0.1/hunter2, uri, allow-private-addresses=true",
    "uri, http://localhost:8080/hunter2, uri, allow-private-addresses=true",
    "allowed-hosts, other.example, uri, none of allowed-hosts",
    "allowed-hosts, 'hunter2 x', allowed-hosts, holds names such as",
    "signing-secret, hunter2, signing-secret, must begin with whsec_",
    "previous-signing-secret, whsec_hunter2, previous-signing-secret, 24 to 64 bytes",
    "previous-signing-secret-until, 2026-12-31T00:00:00Z, previous-signing-secret-until, alone",
    "signing-private-key, whsec_hunter2, signing-private-key, must begin with whsk_",
    "basic-password, hunter2, basic-password, basic-user is missing",
    "basic-user, hunter2, basic-user, basic-password is missing",
    "headers.Host, hunter2, headers.Host, set by the publisher itself",
    "headers.webhook-id, hunter2, headers.webhook-id, set by the publisher itself"
  })
  void mistake_isToldBehindItsSetting_withoutItsValue(
      String name, String value, String told, String words) {
    Map<String, String> mistakes = provider.mistakes(at(URI).with(name, value));

    assertThat(mistakes).containsOnlyKeys(told);
    assertThat(mistakes.get(told)).contains(words).doesNotContain("hunter2");
  }

  @Test
  void settingsThatExcludeEachOther_areRefused() {
    assertThat(
            provider.mistakes(
                at(URI)
                    .with("bearer-token", "t")
                    .with("basic-user", "u")
                    .with("basic-password", "p")))
        .containsOnlyKeys("bearer-token");
    assertThat(provider.mistakes(at(URI).with("thin", "true").with("gzip", "true")))
        .containsOnlyKeys("gzip");
  }

  @Test
  void secrets_areShownToNobody() {
    assertThat(WebhookSettings.ALL.stream().filter(Setting::isShown).map(Setting::name).toList())
        .doesNotContainAnyElementsOf(
            List.of(
                "uri",
                "signing-secret",
                "previous-signing-secret",
                "signing-private-key",
                "bearer-token",
                "basic-user",
                "basic-password",
                "headers"));
  }
}
