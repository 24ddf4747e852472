package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.testbeds.LeftOut;
import io.github.maestroevents.testkit.WrittenSettings;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** A host that has left out the AWS SDKs, since it uses other destinations. */
class HostWithoutSdk2Test {

  @Test
  void provider_loads_andSaysWhatToAdd() throws Exception {
    LeftOut host = LeftOut.of("software.amazon.awssdk.", "com.amazonaws.");
    assertThatThrownBy(() -> host.loadClass("software.amazon.awssdk.services.sqs.SqsAsyncClient"))
        .isInstanceOf(ClassNotFoundException.class);

    Class<?> program = host.loadClass(Check.class.getName());
    List<?> told = (List<?>) program.getMethod("told", ClassLoader.class).invoke(null, host);

    assertThat(String.valueOf(told.get(0)))
        .contains("needs AWS SDK 2, which cannot be loaded", "add software.amazon.awssdk:sqs");
    assertThat(String.valueOf(told.get(1)))
        .contains("needs AWS SDK 1, which cannot be loaded", "add com.amazonaws:aws-java-sdk-sqs");
    assertThat(told).hasSize(2);
  }

  /** The host's program. */
  public static final class Check {

    private Check() {}

    /** What is wrong with destinations that are right but for their SDK. */
    public static List<String> told(ClassLoader host) {
      PublisherProvider provider =
          ServiceLoader.load(PublisherProvider.class, host).findFirst().orElseThrow();
      WrittenSettings settings =
          WrittenSettings.of(provider.settings())
              .with("queue-url", "https://sqs.us-east-1.amazonaws.com/123456789012/events");
      return List.of(
          String.valueOf(provider.mistakes(settings).get("type")),
          String.valueOf(provider.mistakes(settings.with("client", "sdk-1")).get("type")));
    }
  }
}
