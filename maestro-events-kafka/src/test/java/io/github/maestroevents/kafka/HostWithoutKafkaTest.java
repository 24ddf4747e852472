package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.testbeds.LeftOut;
import io.github.maestroevents.testkit.WrittenSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** A host that has left out Kafka's client, since it uses other destinations. */
class HostWithoutKafkaTest {

  @Test
  void provider_loads_andSaysWhatToAdd() throws Exception {
    LeftOut host = LeftOut.of("org.apache.kafka.");
    assertThatThrownBy(() -> host.loadClass("org.apache.kafka.clients.producer.ProducerConfig"))
        .isInstanceOf(ClassNotFoundException.class);

    Class<?> program = host.loadClass(Check.class.getName());
    Object told = program.getMethod("told", ClassLoader.class).invoke(null, host);

    assertThat(told)
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .hasSize(2)
        .allSatisfy(
            words ->
                assertThat(words)
                    .contains("needs Kafka's client", "add org.apache.kafka:kafka-clients"));
  }

  /** The host's program. */
  public static final class Check {

    private Check() {}

    /** What is wrong with a destination that is right but for the client. */
    public static List<String> told(ClassLoader host) {
      PublisherProvider provider =
          ServiceLoader.load(PublisherProvider.class, host).findFirst().orElseThrow();
      WrittenSettings settings =
          WrittenSettings.of(provider.settings())
              .with("topic", "orders")
              .with("kafka.bootstrap.servers", "localhost:9092");
      Map<String, String> mistakes = provider.mistakes(settings);
      List<String> told = new ArrayList<>(List.of(String.valueOf(mistakes.get("type"))));
      try {
        provider.create(settings).close();
      } catch (IllegalArgumentException e) {
        told.add(String.valueOf(e.getMessage()));
      }
      return told;
    }
  }
}
