package io.github.maestroevents.security.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.delivery.health.DeliveryHealth;
import io.github.maestroevents.micrometer.MicrometerDeliveryMetrics;
import io.github.maestroevents.status.StatusPage;
import io.github.maestroevents.status.StatusServer;
import io.github.maestroevents.status.StatusUser;
import io.github.maestroevents.testbeds.Await;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Destinations full of secrets that fail, and everything by which an operator watches them: meters,
 * health, the status page and its server, what was written of the configuration.
 */
class WatchedSecretsTest {

  private static final String TOKEN = Marked.TEXT + "-token-of-the-page";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StatusPage page = StatusPage.create("host");

  @TempDir private Path directory;

  @Test
  void markedTexts_areShownByNoneOfThose_whileDestinationsFail() throws Exception {
    try (Outputs outputs = new Outputs();
        ConfiguredPublisher publisher =
            MaestroEvents.builder()
                .settings(settings(), key -> "a test")
                .customizer(
                    (name, builder) ->
                        builder
                            .metrics(page.history())
                            .metrics(MicrometerDeliveryMetrics.of(registry)))
                .open();
        StatusServer server =
            StatusServer.builder(page).token(StatusUser.operator("olga"), TOKEN).start()) {
      page.operate(publisher);
      publisher.send(MarkedEvent.host());
      Await.until(
          "every destination fails",
          PATIENCE,
          () ->
              publisher.statsByDestination().values().stream()
                  .allMatch(stats -> stats.retried() + stats.deadLettered() > 0));

      outputs.add((Object) publisher);
      outputs.add(publisher.description());
      outputs.add(publisher.statsByDestination());
      publisher.destinations().values().forEach(outputs::add);
      outputs.add(DeliveryHealth.of(publisher));
      registry.getMeters().forEach(meter -> outputs.add(told(meter)));
      outputs.add(page);
      outputs.add(server);
      outputs.add(asked(server, "", TOKEN));
      outputs.add(asked(server, "login", TOKEN));
      outputs.add(asked(server, "snapshot", TOKEN.toLowerCase(Locale.ROOT)));
      String shown = asked(server, "snapshot", TOKEN);
      assertThat(shown).contains("broker", "hook", "queue", "\"attempts\"");
      outputs.add(shown);

      outputs.requireClean("destinations that are watched");
    }
  }

  private Map<String, String> settings() throws IOException {
    int nobody = nobodysPort();
    String dead = "http://127.0.0.1:" + nobody;
    Map<String, String> settings = new HashMap<>();
    settings.put("maestro.events.journal", "none");
    for (String name : List.of("broker", "hook", "queue")) {
      put(settings, name + ".dead-letters", "file:" + directory.resolve(name + ".jsonl"));
    }
    put(settings, "broker.type", "kafka");
    put(settings, "broker.topic", "events");
    put(settings, "broker.kafka.bootstrap.servers", "127.0.0.1:" + nobody);
    put(settings, "broker.kafka.max.block.ms", "1000");
    put(settings, "broker.kafka.security.protocol", "SASL_PLAINTEXT");
    put(settings, "broker.kafka.sasl.mechanism", "PLAIN");
    put(
        settings,
        "broker.kafka.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
            + Marked.TEXT
            + "\" password=\""
            + Marked.TEXT
            + "\";");
    put(settings, "broker.kafka.basic.auth.user.info", "user:" + Marked.TEXT);
    put(settings, "hook.type", "webhook");
    put(settings, "hook.uri", dead + "/" + Marked.TEXT + "?key=" + Marked.TEXT);
    put(settings, "hook.allow-private-addresses", "true");
    put(settings, "hook.bearer-token", Marked.TEXT);
    put(settings, "hook.signing-secret", "whsec_" + base64(Marked.TEXT.repeat(3)));
    put(settings, "hook.headers.X-Api-Key", Marked.TEXT);
    put(settings, "queue.type", "sqs");
    put(settings, "queue.queue-url", dead + "/123456789012/events");
    put(settings, "queue.region", "us-east-1");
    put(settings, "queue.endpoint", dead);
    return settings;
  }

  private static void put(Map<String, String> settings, String key, String value) {
    settings.put("maestro.events.destinations." + key, value);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** Nobody listens there any more. */
  private static int nobodysPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String told(Meter meter) {
    return meter.getId() + " " + meter.getId().getDescription() + " " + meter.getId().getTags();
  }

  private static String asked(StatusServer server, String path, String token) throws Exception {
    URI uri = server.uri().resolve("/" + path);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.headers().map() + answer.body();
  }
}
