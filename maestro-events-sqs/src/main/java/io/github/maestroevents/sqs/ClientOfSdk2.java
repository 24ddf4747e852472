package io.github.maestroevents.sqs;

import io.github.maestroevents.spi.provider.ProviderSettings;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A configuration's client of SDK 2, apart, so that nothing else needs its classes. */
final class ClientOfSdk2 {

  private ClientOfSdk2() {}

  static boolean isFound(ProviderSettings settings) {
    return client(settings).isPresent();
  }

  static SqsPublisherBuilder builder(String url, ProviderSettings settings) {
    SqsPublisherBuilder builder = SqsNotificationPublisher.builder(url);
    return client(settings).map(builder::client).orElse(builder);
  }

  /**
   * The host's, if a name is written.
   *
   * @throws LinkageError if the host has left out the SDK, whether a name is written or not
   */
  private static Optional<SqsAsyncClient> client(ProviderSettings settings) {
    Class<SqsAsyncClient> type = SqsAsyncClient.class;
    return settings.text(SqsSettings.CLIENT_BEAN).flatMap(name -> settings.hostObject(type, name));
  }
}
