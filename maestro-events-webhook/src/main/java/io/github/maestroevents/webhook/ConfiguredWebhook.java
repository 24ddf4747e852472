package io.github.maestroevents.webhook;

import io.github.maestroevents.spi.WithheldText;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.webhook.internal.client.HostRules;
import io.github.maestroevents.webhook.internal.client.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A publisher of what a configuration says. No class of the client is loaded before it is needed.
 */
final class ConfiguredWebhook {

  private static final String EXAMPLE = "https://example.com/";

  private ConfiguredWebhook() {}

  static void addMistakes(ProviderSettings settings, Map<String, String> mistakes) {
    addOfTarget(settings, mistakes);
    addOfSigning(settings, mistakes);
    addOfAuthorization(settings, mistakes);
    settings
        .group(WebhookSettings.HEADERS)
        .forEach(
            (name, value) ->
                judge(
                    WebhookSettings.HEADERS.name() + "." + name,
                    () -> new WebhookPublisherBuilder(URI.create(EXAMPLE)).header(name, value),
                    mistakes));
    boolean thin = settings.flag(WebhookSettings.THIN).orElse(false);
    boolean gzip = settings.flag(WebhookSettings.GZIP).orElse(false);
    if (thin && gzip && format(settings) == WebhookFormat.BINARY) {
      mistakes.put(
          WebhookSettings.GZIP.name(),
          "cannot stand beside thin=true: there is no body to compress");
    }
  }

  private static void addOfTarget(ProviderSettings settings, Map<String, String> mistakes) {
    String text = settings.text(WebhookSettings.URI).orElse("");
    List<String> hosts = settings.list(WebhookSettings.ALLOWED_HOSTS);
    boolean rulesAreLegal =
        hosts.isEmpty()
            || judge(WebhookSettings.ALLOWED_HOSTS.name(), () -> HostRules.of(hosts), mistakes);
    if (!judge(WebhookSettings.URI.name(), () -> target(text), mistakes)) {
      return;
    }
    Target target = target(text);
    if (!settings.flag(WebhookSettings.ALLOW_PRIVATE).orElse(false)
        && HostRules.isPlainlyPrivate(target.host())) {
      mistakes.put(
          WebhookSettings.URI.name(),
          "names a private or reserved address, and no connection is made to those unless "
              + WebhookSettings.ALLOW_PRIVATE
              + "=true");
    }
    if (!hosts.isEmpty() && rulesAreLegal && !HostRules.of(hosts).test(target.host())) {
      mistakes.put(
          WebhookSettings.URI.name(),
          "names a host that is none of " + WebhookSettings.ALLOWED_HOSTS);
    }
  }

  private static void addOfSigning(ProviderSettings settings, Map<String, String> mistakes) {
    settings
        .text(WebhookSettings.SIGNING_SECRET)
        .ifPresent(
            text ->
                judge(
                    WebhookSettings.SIGNING_SECRET.name(),
                    () -> SigningSecret.shared(text),
                    mistakes));
    settings
        .text(WebhookSettings.PREVIOUS_SECRET)
        .ifPresent(
            text ->
                judge(
                    WebhookSettings.PREVIOUS_SECRET.name(),
                    () -> SigningSecret.shared(text),
                    mistakes));
    settings
        .text(WebhookSettings.SIGNING_KEY)
        .ifPresent(
            text ->
                judge(
                    WebhookSettings.SIGNING_KEY.name(),
                    () -> SigningSecret.privateKey(text),
                    mistakes));
    settings
        .text(WebhookSettings.PREVIOUS_SECRET_UNTIL)
        .ifPresent(
            text ->
                judge(WebhookSettings.PREVIOUS_SECRET_UNTIL.name(), () -> instant(text), mistakes));
    boolean hasPrevious = settings.text(WebhookSettings.PREVIOUS_SECRET).isPresent();
    if (!hasPrevious && settings.text(WebhookSettings.PREVIOUS_SECRET_UNTIL).isPresent()) {
      mistakes.put(
          WebhookSettings.PREVIOUS_SECRET_UNTIL.name(),
          "stands alone: " + WebhookSettings.PREVIOUS_SECRET + " is missing");
    }
  }

  private static void addOfAuthorization(ProviderSettings settings, Map<String, String> mistakes) {
    boolean user = settings.text(WebhookSettings.BASIC_USER).isPresent();
    boolean password = settings.text(WebhookSettings.BASIC_PASSWORD).isPresent();
    if (user != password) {
      mistakes.put(
          (user ? WebhookSettings.BASIC_USER : WebhookSettings.BASIC_PASSWORD).name(),
          "stands alone: "
              + (user ? WebhookSettings.BASIC_PASSWORD : WebhookSettings.BASIC_USER)
              + " is missing");
    }
    if (user && password) {
      judge(
          WebhookSettings.BASIC_USER.name(),
          () -> authorize(new WebhookPublisherBuilder(URI.create(EXAMPLE)), settings),
          mistakes);
    }
    if (user && settings.text(WebhookSettings.BEARER_TOKEN).isPresent()) {
      mistakes.put(
          WebhookSettings.BEARER_TOKEN.name(),
          "cannot stand beside " + WebhookSettings.BASIC_USER + ": a request shows one of the two");
    }
  }

  /** Notes what is wrong with a setting, in the words of its builder, which hold no secret. */
  private static boolean judge(String setting, Runnable builder, Map<String, String> mistakes) {
    try {
      builder.run();
      return true;
    } catch (IllegalArgumentException e) {
      String words = String.valueOf(e.getMessage());
      mistakes.putIfAbsent(
          setting, words.startsWith(setting + " ") ? words.substring(setting.length() + 1) : words);
      return false;
    }
  }

  static WebhookPublisherBuilder builder(ProviderSettings settings) {
    WebhookPublisherBuilder builder =
        new WebhookPublisherBuilder(target(settings.text(WebhookSettings.URI).orElseThrow()).uri());
    builder.format(format(settings));
    sign(builder, settings);
    authorize(builder, settings);
    settings.group(WebhookSettings.HEADERS).forEach(builder::header);
    settings.flag(WebhookSettings.THIN).filter(yes -> yes).ifPresent(yes -> builder.thin());
    settings.flag(WebhookSettings.GZIP).filter(yes -> yes).ifPresent(yes -> builder.gzip());
    settings
        .number(WebhookSettings.MAX_BATCH_EVENTS)
        .ifPresent(most -> builder.maxBatchEvents(Math.toIntExact(most)));
    settings.number(WebhookSettings.MAX_BODY_BYTES).ifPresent(builder::maxBodyBytes);
    settings
        .number(WebhookSettings.MAX_REQUESTS)
        .ifPresent(most -> builder.maxRequestsInFlight(Math.toIntExact(most)));
    settings.duration(WebhookSettings.REQUEST_TIMEOUT).ifPresent(builder::requestTimeout);
    settings.duration(WebhookSettings.CONNECT_TIMEOUT).ifPresent(builder::connectTimeout);
    settings.duration(WebhookSettings.MAX_CONNECTION_AGE).ifPresent(builder::maxConnectionAge);
    settings.duration(WebhookSettings.CLOSE_TIMEOUT).ifPresent(builder::closeTimeout);
    settings.duration(WebhookSettings.MAX_RETRY_AFTER).ifPresent(builder::maxRetryAfter);
    settings.duration(WebhookSettings.GONE_FOR).ifPresent(builder::goneFor);
    if (settings.flag(WebhookSettings.FOLLOW_REDIRECTS).orElse(false)) {
      builder.followRedirects();
    }
    if (settings.flag(WebhookSettings.ALLOW_PRIVATE).orElse(false)) {
      builder.allowPrivateAddresses();
    }
    List<String> hosts = settings.list(WebhookSettings.ALLOWED_HOSTS);
    return hosts.isEmpty() ? builder : builder.allowedHosts(hosts);
  }

  private static void sign(WebhookPublisherBuilder builder, ProviderSettings settings) {
    settings
        .text(WebhookSettings.SIGNING_SECRET)
        .ifPresent(text -> builder.signedWith(SigningSecret.shared(text)));
    settings
        .text(WebhookSettings.PREVIOUS_SECRET)
        .map(SigningSecret::shared)
        .ifPresent(
            secret ->
                builder.signedWith(
                    settings
                        .text(WebhookSettings.PREVIOUS_SECRET_UNTIL)
                        .map(text -> secret.until(instant(text)))
                        .orElse(secret)));
    settings
        .text(WebhookSettings.SIGNING_KEY)
        .ifPresent(text -> builder.signedWith(SigningSecret.privateKey(text)));
  }

  private static void authorize(WebhookPublisherBuilder builder, ProviderSettings settings) {
    settings
        .text(WebhookSettings.BEARER_TOKEN)
        .ifPresent(token -> builder.bearerToken(() -> token));
    settings
        .text(WebhookSettings.BASIC_USER)
        .ifPresent(
            user -> builder.basic(user, settings.text(WebhookSettings.BASIC_PASSWORD).orElse("")));
  }

  private static WebhookFormat format(ProviderSettings settings) {
    return settings
        .text(WebhookSettings.FORMAT)
        .map(text -> WebhookFormat.valueOf(text.toUpperCase(Locale.ROOT)))
        .orElse(WebhookFormat.BINARY);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must look like 2026-12-31T00:00:00Z, but is " + WithheldText.shape(text));
    }
  }

  static Target target(String text) {
    try {
      return new Target(new URI(text));
    } catch (URISyntaxException e) { // whose message holds the text, so it goes no further
      throw new IllegalArgumentException(
          "must look like https://host[:port][/path][?query], but is " + WithheldText.shape(text));
    }
  }
}
