package io.github.maestroevents.sqs;

import io.github.maestroevents.spi.WithheldText;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.sqs.internal.client.Endpoint;
import io.github.maestroevents.sqs.internal.client.QueueUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** A publisher of what a configuration says. No class of an SDK is loaded before it is needed. */
final class ConfiguredSqs {

  private ConfiguredSqs() {}

  static void addMistakes(ProviderSettings settings, Map<String, String> mistakes) {
    settings
        .text(SqsSettings.ENDPOINT)
        .ifPresent(text -> judge(SqsSettings.ENDPOINT, () -> uri(text), mistakes));
    addOfLimits(settings, mistakes);
    addOfClient(settings, mistakes);
    String url = settings.text(SqsSettings.QUEUE_URL).orElse("");
    if (judge(SqsSettings.QUEUE_URL, () -> new QueueUrl(url), mistakes)) {
      addOfQueue(settings, new QueueUrl(url), mistakes);
    }
  }

  private static void addOfLimits(ProviderSettings settings, Map<String, String> mistakes) {
    long request = requestBytes(settings);
    long message = settings.number(SqsSettings.MAX_MESSAGE_BYTES).orElse(0);
    if (message > request) {
      mistakes.put(
          SqsSettings.MAX_MESSAGE_BYTES.name(),
          "must be at most " + SqsSettings.MAX_REQUEST_BYTES + ", which is " + request + " bytes");
    }
  }

  private static void addOfClient(ProviderSettings settings, Map<String, String> mistakes) {
    boolean isSdk1 = isSdk1(settings);
    Optional<String> bean = settings.text(SqsSettings.CLIENT_BEAN);
    boolean isFound = isSdk1 ? ClientOfSdk1.isFound(settings) : ClientOfSdk2.isFound(settings);
    if (bean.isPresent()) {
      if (!isFound) {
        mistakes.put(
            SqsSettings.CLIENT_BEAN.name(),
            "names no "
                + (isSdk1 ? "AmazonSQS of AWS SDK 1" : "SqsAsyncClient of AWS SDK 2")
                + " that the host has given: "
                + WithheldText.name(bean.get()));
      }
      refuseBesideBean(SqsSettings.REGION, settings, mistakes);
      refuseBesideBean(SqsSettings.ENDPOINT, settings, mistakes);
    } else if (settings.flag(SqsSettings.CLOSE_CLIENT).orElse(false)) {
      mistakes.put(
          SqsSettings.CLOSE_CLIENT.name(),
          "is for a client of the host's, and " + SqsSettings.CLIENT_BEAN + " names none");
    }
    if (isSdk1 && settings.text(SqsSettings.ENDPOINT).isPresent()) {
      mistakes.put(
          SqsSettings.ENDPOINT.name(),
          "cannot stand beside client=sdk-1, which sends every request to "
              + SqsSettings.QUEUE_URL
              + " itself: write that with the endpoint's host and path");
    }
  }

  private static void refuseBesideBean(
      Setting setting, ProviderSettings settings, Map<String, String> mistakes) {
    if (settings.text(setting).isPresent()) {
      mistakes.put(
          setting.name(),
          "cannot stand beside " + SqsSettings.CLIENT_BEAN + ": the host's client has its own");
    }
  }

  private static void addOfQueue(
      ProviderSettings settings, QueueUrl queue, Map<String, String> mistakes) {
    if (queue.isFifo() && !settings.flag(SqsSettings.MESSAGE_GROUPS).orElse(true)) {
      mistakes.put(
          SqsSettings.MESSAGE_GROUPS.name(), "must not be false: the queue is a FIFO queue");
    }
    Optional<String> region = settings.text(SqsSettings.REGION);
    if (region.isPresent()) {
      judge(
          SqsSettings.REGION,
          () -> new SqsPublisherBuilder(queue.text()).region(region.get()),
          mistakes);
    }
    boolean isOwnClient = settings.text(SqsSettings.CLIENT_BEAN).isEmpty();
    boolean hasEndpoint = settings.text(SqsSettings.ENDPOINT).isPresent();
    if (isOwnClient && !isSdk1(settings) && !hasEndpoint && queue.hasPathPrefix()) {
      mistakes.put(
          SqsSettings.ENDPOINT.name(),
          "is missing: "
              + SqsSettings.QUEUE_URL
              + " has a path before account and name; say here where requests go, with that path or"
              + " without");
    }
  }

  /** Notes what is wrong with a setting, in the words of its builder, which hold no secret. */
  private static boolean judge(Setting setting, Runnable builder, Map<String, String> mistakes) {
    try {
      builder.run();
      return true;
    } catch (IllegalArgumentException e) {
      String words = String.valueOf(e.getMessage());
      mistakes.putIfAbsent(
          setting.name(),
          words.startsWith(setting.name() + " ")
              ? words.substring(setting.name().length() + 1)
              : words);
      return false;
    }
  }

  static boolean isSdk1(ProviderSettings settings) {
    return settings.text(SqsSettings.CLIENT).filter(SqsSettings.SDK_1::equals).isPresent();
  }

  static SqsNotificationPublisher publisher(ProviderSettings settings) {
    return builder(settings).build();
  }

  static SqsPublisherBuilder builder(ProviderSettings settings) {
    String url = settings.text(SqsSettings.QUEUE_URL).orElseThrow();
    SqsPublisherBuilder builder =
        isSdk1(settings)
            ? ClientOfSdk1.builder(url, settings)
            : ClientOfSdk2.builder(url, settings);
    settings.text(SqsSettings.REGION).ifPresent(builder::region);
    settings.text(SqsSettings.ENDPOINT).ifPresent(text -> builder.endpoint(uri(text)));
    settings.duration(SqsSettings.REQUEST_TIMEOUT).ifPresent(builder::requestTimeout);
    settings.duration(SqsSettings.CLIENT_CLOSE_TIMEOUT).ifPresent(builder::closeTimeout);
    if (!settings.flag(SqsSettings.MESSAGE_GROUPS).orElse(true)) {
      builder.withoutMessageGroups();
    }
    if (settings.flag(SqsSettings.CLOSE_CLIENT).orElse(false)) {
      builder.closeClient();
    }
    return builder.limits(limits(settings));
  }

  private static SqsLimits limits(ProviderSettings settings) {
    long request = requestBytes(settings);
    long message =
        settings
            .number(SqsSettings.MAX_MESSAGE_BYTES)
            .orElse(Math.min(request, SqsLimits.MAX_MESSAGE_BYTES));
    long entries = settings.number(SqsSettings.MAX_ENTRIES).orElse(SqsLimits.MAX_ENTRIES);
    return new SqsLimits(
        Math.toIntExact(entries), Math.toIntExact(request), Math.toIntExact(message));
  }

  private static long requestBytes(ProviderSettings settings) {
    return settings.number(SqsSettings.MAX_REQUEST_BYTES).orElse(SqsLimits.MAX_REQUEST_BYTES);
  }

  private static URI uri(String text) {
    try {
      return Endpoint.requireLegal(new URI(text));
    } catch (URISyntaxException e) { // whose message holds the text, so it goes no further
      throw new IllegalArgumentException(
          "must look like https://host[:port][/path], but is " + WithheldText.shape(text));
    }
  }
}
