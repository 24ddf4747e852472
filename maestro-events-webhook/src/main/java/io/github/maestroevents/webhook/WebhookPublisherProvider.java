package io.github.maestroevents.webhook;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type {@code webhook} of a configuration: a {@link WebhookNotificationPublisher}. Found by
 * {@link java.util.ServiceLoader}, also where the HTTP client is not on the class path: then a
 * destination of this type is refused with the artifact to add. Safe for use from many threads.
 */
public final class WebhookPublisherProvider implements PublisherProvider {

  /** For {@link java.util.ServiceLoader}. */
  public WebhookPublisherProvider() {}

  /** {@code webhook}. */
  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public List<Setting> settings() {
    return WebhookSettings.ALL;
  }

  @Override
  public Map<String, String> mistakes(ProviderSettings settings) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    try {
      ConfiguredWebhook.addMistakes(settings, mistakes);
    } catch (LinkageError e) { // the host has left out the client, or a part of it
      mistakes.put("type", noClient(e));
    }
    return mistakes;
  }

  /** Scheme, host and port; the rest may hold a secret. */
  @Override
  public Optional<String> target(ProviderSettings settings, EncodedEvent event) {
    return settings.text(WebhookSettings.URI).map(text -> "" + ConfiguredWebhook.target(text));
  }

  /** Asks nothing of the receiver. */
  @Override
  public MaestroNotificationPublisher create(ProviderSettings settings) {
    try {
      return ConfiguredWebhook.builder(settings).build();
    } catch (LinkageError e) { // as above
      throw new IllegalArgumentException("The destination " + noClient(e), e);
    } catch (IllegalStateException e) { // of the builder, whose words hold no secret
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String noClient(LinkageError e) {
    return "needs Apache HttpClient 5, which cannot be loaded ("
        + e.getClass().getSimpleName()
        + "); add org.apache.httpcomponents.client5:httpclient5";
  }
}
