package io.github.maestroevents.sqs;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.sqs.internal.client.QueueUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type {@code sqs} of a configuration: an {@link SqsNotificationPublisher}. Found by {@link
 * java.util.ServiceLoader}, also where the AWS SDK is not on the class path: then a destination of
 * this type is refused with the artifact to add. Safe for use from many threads.
 */
public final class SqsPublisherProvider implements PublisherProvider {

  /** For {@link java.util.ServiceLoader}. */
  public SqsPublisherProvider() {}

  /** {@code sqs}. */
  @Override
  public String type() {
    return "sqs";
  }

  @Override
  public List<Setting> settings() {
    return SqsSettings.ALL;
  }

  @Override
  public Map<String, String> mistakes(ProviderSettings settings) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    try {
      ConfiguredSqs.addMistakes(settings, mistakes);
    } catch (LinkageError e) { // the host has left out the SDK, or a part of it
      mistakes.put("type", noSdk(settings, e));
    }
    return mistakes;
  }

  /** The queue, as much of its URL as holds no secret. */
  @Override
  public Optional<String> target(ProviderSettings settings, EncodedEvent event) {
    return settings.text(SqsSettings.QUEUE_URL).map(url -> "queue " + new QueueUrl(url));
  }

  /**
   * Asks nothing of SQS. Where neither the queue's URL nor a setting names a region, the SDK may
   * look for one in the network for some seconds, as in {@link SqsPublisherBuilder#build}.
   */
  @Override
  public MaestroNotificationPublisher create(ProviderSettings settings) {
    try {
      return ConfiguredSqs.publisher(settings);
    } catch (LinkageError e) { // as above
      throw new IllegalArgumentException("The destination " + noSdk(settings, e), e);
    } catch (IllegalStateException e) { // of the builder, whose words hold no secret
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String noSdk(ProviderSettings settings, LinkageError e) {
    boolean isSdk1 = ConfiguredSqs.isSdk1(settings);
    return "needs AWS SDK "
        + (isSdk1 ? 1 : 2)
        + ", which cannot be loaded ("
        + e.getClass().getSimpleName()
        + "); add "
        + (isSdk1 ? "com.amazonaws:aws-java-sdk-sqs" : "software.amazon.awssdk:sqs");
  }
}
