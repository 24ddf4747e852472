package io.github.maestroevents.sqs;

import com.amazonaws.services.sqs.AmazonSQS;
import io.github.maestroevents.spi.provider.ProviderSettings;
import java.util.Optional;

/** A configuration's client of SDK 1, apart, so that nothing else needs its classes. */
final class ClientOfSdk1 {

  private ClientOfSdk1() {}

  static boolean isFound(ProviderSettings settings) {
    return client(settings).isPresent();
  }

  static SqsPublisherBuilder builder(String url, ProviderSettings settings) {
    return client(settings)
        .map(client -> AwsSdk1.builder(url, client))
        .orElseGet(() -> AwsSdk1.builder(url));
  }

  /**
   * The host's, if a name is written.
   *
   * @throws LinkageError if the host has left out the SDK, whether a name is written or not
   */
  private static Optional<AmazonSQS> client(ProviderSettings settings) {
    Class<AmazonSQS> type = AmazonSQS.class;
    return settings.text(SqsSettings.CLIENT_BEAN).flatMap(name -> settings.hostObject(type, name));
  }
}
