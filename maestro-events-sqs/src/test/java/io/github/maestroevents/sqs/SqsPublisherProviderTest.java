package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.sqs.AmazonSQS;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.testkit.WrittenSettings;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class SqsPublisherProviderTest {

  private static final String URL = "https://sqs.us-east-1.amazonaws.com/123456789012/events";
  private static final String EMULATOR = "http://localhost:9324/000000000000/events";

  private final PublisherProvider provider = new SqsPublisherProvider();

  @Test
  void provider_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(PublisherProvider.class))
        .anySatisfy(
            found ->
                assertThat(found)
                    .isInstanceOf(SqsPublisherProvider.class)
                    .returns("sqs", PublisherProvider::type));
  }

  @Test
  void publisher_isMadeOfTheUrlAlone() {
    try (MaestroNotificationPublisher publisher = provider.create(queue(URL))) {
      assertThat(provider.mistakes(queue(URL))).isEmpty();
      assertThat(publisher.toString()).contains(URL, "AWS SDK 2", "requestTimeout=PT10S");
    }
  }

  /** Settings, and what they must lead to in the builder, unlike those without. */
  private record Effect(
      WrittenSettings without,
      WrittenSettings with,
      Function<SqsPublisherBuilder, Object> seen,
      Object expected) {}

  static Stream<Setting> settings() {
    return SqsSettings.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySetting_reachesTheBuilder(Setting setting) {
    Effect effect = effects().get(setting);

    assertThat(effect).as("A setting without an effect: " + setting).isNotNull();
    assertThat(provider.mistakes(effect.with())).isEmpty();
    assertThat(effect.seen().apply(ConfiguredSqs.builder(effect.with())))
        .isEqualTo(effect.expected());
    assertThat(effect.seen().apply(ConfiguredSqs.builder(effect.without())))
        .as("without the setting")
        .isNotEqualTo(effect.expected());
  }

  private Map<Setting, Effect> effects() {
    SqsAsyncClient hosts = stub(SqsAsyncClient.class);
    Map<Setting, Effect> effects = new HashMap<>();
    effects.put(
        SqsSettings.QUEUE_URL, new Effect(queue(EMULATOR), queue(URL), b -> b.queue.text(), URL));
    add(effects, SqsSettings.REGION, "eu-west-1", b -> b.region, "eu-west-1");
    add(
        effects,
        SqsSettings.ENDPOINT,
        "http://proxy.example/sqs",
        SqsPublisherBuilder::endpoint,
        Optional.of(URI.create("http://proxy.example/sqs")));
    add(effects, SqsSettings.REQUEST_TIMEOUT, "7s", b -> b.requestTimeout, Duration.ofSeconds(7));
    add(effects, SqsSettings.CLIENT_CLOSE_TIMEOUT, "0s", b -> b.closeTimeout, Duration.ZERO);
    add(effects, SqsSettings.MESSAGE_GROUPS, "false", b -> b.grouped, false);
    add(effects, SqsSettings.MAX_ENTRIES, "7", b -> b.limits.maxEntries(), 7);
    add(
        effects,
        SqsSettings.MAX_REQUEST_BYTES,
        "256KiB",
        b -> b.limits,
        SqsLimits.defaults().withBytes(262_144));
    add(effects, SqsSettings.MAX_MESSAGE_BYTES, "1KiB", b -> b.limits.maxMessageBytes(), 1024);
    add(effects, SqsSettings.CLIENT, "sdk-1", SqsPublisherProviderTest::isOfSdk1, true);
    WrittenSettings bean =
        queue(EMULATOR).withHostObject("mine", hosts).with("client-bean", "mine");
    effects.put(
        SqsSettings.CLIENT_BEAN,
        new Effect(queue(EMULATOR), bean, SqsPublisherProviderTest::usesHostsClient, true));
    effects.put(
        SqsSettings.CLOSE_CLIENT,
        new Effect(bean, bean.with("close-client", "true"), b -> b.closesClient, true));
    return effects;
  }

  private void add(
      Map<Setting, Effect> effects,
      Setting setting,
      String value,
      Function<SqsPublisherBuilder, Object> seen,
      Object expected) {
    WrittenSettings with = queue(EMULATOR).with(setting.name(), value);
    effects.put(setting, new Effect(queue(EMULATOR), with, seen, expected));
  }

  private static boolean isOfSdk1(SqsPublisherBuilder builder) {
    try (SqsNotificationPublisher publisher = builder.region("eu-west-1").build()) {
      return publisher.toString().contains("AWS SDK 1");
    }
  }

  /** A client of the host's has an endpoint of its own, and the builder says so. */
  private static boolean usesHostsClient(SqsPublisherBuilder builder) {
    try {
      builder.region("eu-west-1").endpoint(URI.create("http://localhost:1")).build().close();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Test
  void clientOfSdk1_isTakenFromTheHost() {
    WrittenSettings settings =
        queue(URL)
            .with("client", "sdk-1")
            .with("client-bean", "old")
            .withHostObject("old", stub(AmazonSQS.class))
            .withHostObject("other", stub(SqsAsyncClient.class));

    assertThat(provider.mistakes(settings)).isEmpty();
    try (MaestroNotificationPublisher publisher = provider.create(settings)) {
      assertThat(publisher.toString()).contains("AWS SDK 1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "queue-url, https://u:hunter2@sqs.example/1/q, queue-url, has credentials",
    "queue-url, hunter2, queue-url, 'looks like https://sqs'",
    "region, hunter2!, region, must look like us-east-1",
    "region, eu-west-1, region, is one of region us-east-1",
    "endpoint, 'http://pro xy/hunter2', endpoint, must look like https://host",
    "endpoint, http://u:hunter2@proxy, endpoint, must have no credentials",
    "limits.max-message-bytes, 2MiB, limits.max-message-bytes, at most limits.max-request-bytes",
    "close-client, true, close-client, client-bean names none",
    "client-bean, mine, client-bean, names no SqsAsyncClient"
  })
  void mistake_isToldBehindItsSetting_withoutItsValue(
      String name, String value, String told, String words) {
    Map<String, String> mistakes = provider.mistakes(queue(URL).with(name, value));

    assertThat(mistakes).containsOnlyKeys(told);
    assertThat(mistakes.get(told)).contains(words).doesNotContain("hunter2");
  }

  @Test
  void mistakes_areAllToldAtOnce() {
    WrittenSettings settings =
        queue(URL + ".fifo")
            .with("message-groups", "false")
            .with("region", "eu-west-1")
            .with("client", "sdk-1")
            .with("endpoint", "http://proxy.example/sqs")
            .with("close-client", "true");

    assertThat(provider.mistakes(settings))
        .containsOnlyKeys("message-groups", "region", "endpoint", "close-client");
  }

  @Test
  void clientBean_standsBesideNeitherRegionNorEndpoint() {
    WrittenSettings settings =
        queue(URL)
            .withHostObject("mine", stub(SqsAsyncClient.class))
            .with("client-bean", "mine")
            .with("region", "us-east-1")
            .with("endpoint", "http://proxy.example/sqs");

    assertThat(provider.mistakes(settings)).containsOnlyKeys("region", "endpoint");
  }

  @Test
  void endpoint_isMissing_whereTheUrlHasAPathBeforeAccountAndName() {
    String proxied = "https://proxy.example/sqs/123456789012/events";

    assertThat(provider.mistakes(queue(proxied))).containsOnlyKeys("endpoint");
    assertThat(provider.mistakes(queue(proxied).with("endpoint", "https://proxy.example/sqs")))
        .isEmpty();
  }

  @Test
  void create_refusesInWordsOfTheLibrary() {
    assertThatThrownBy(
            () ->
                provider.create(
                    queue("https://proxy.example/hunter2/123456789012/events")
                        .with("region", "us-east-1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a path before account and name")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void target_isTheQueue() {
    assertThat(provider.target(queue(URL), Events.event("k", 1))).contains("queue " + URL);
  }

  private WrittenSettings queue(String url) {
    return WrittenSettings.of(provider.settings()).with("queue-url", url);
  }

  /** Of the SDK's type and nothing else: none of its methods is called. */
  private static <T> T stub(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            }));
  }
}
