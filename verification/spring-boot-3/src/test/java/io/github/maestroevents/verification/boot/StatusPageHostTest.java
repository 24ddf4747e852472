package io.github.maestroevents.verification.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.spring.observability.StatusPageUsers;
import io.github.maestroevents.status.StatusUser;
import io.github.maestroevents.testbeds.net.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The status page of a whole host, on its own port and on that of the management server. */
class StatusPageHostTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path directory;

  /** Whoever sends this header is on call; a stranger's security would say so otherwise. */
  @Configuration(proxyBeanMethods = false)
  static class OnCall {

    @Bean
    StatusPageUsers users() {
      return request ->
          request.getHeader("X-On-Call") == null
              ? StatusUser.reader("somebody")
              : StatusUser.operator("on call");
    }
  }

  @Test
  void page_isShownAndOperated_onThePortOfTheHost() throws Exception {
    try (ConfigurableApplicationContext host = start()) {
      pauseOnThePage(host, "local.server.port");
    }
  }

  @Test
  void page_isShownAndOperated_onThePortOfTheManagementServer() throws Exception {
    try (ConfigurableApplicationContext host =
        start("--management.server.port=0", "--management.server.address=127.0.0.1")) {
      pauseOnThePage(host, "local.management.port");
      assertThat(get(host, "local.server.port", "").statusCode()).isEqualTo(404);
    }
  }

  private static void pauseOnThePage(ConfigurableApplicationContext host, String port)
      throws Exception {
    HttpResponse<String> page = get(host, port, "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    String snapshot = get(host, port, "snapshot").body();
    String form = "do=pause&destination=audit&id=" + found("\"id\":\"([^\"]+)\"", snapshot);
    HttpRequest.Builder action =
        request(host, port, "action")
            .header("X-Maestro-Status", found("\"csrf\":\"([^\"]+)\"", snapshot))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));

    assertThat(call(action).statusCode()).isEqualTo(403);
    assertThat(publisher(host).stats().paused()).isFalse();
    assertThat(call(action.header("X-On-Call", "yes")).statusCode()).isEqualTo(200);
    assertThat(publisher(host).stats().paused()).isTrue();
  }

  private ConfigurableApplicationContext start(String... more) {
    String[] arguments = new String[more.length + 5];
    arguments[0] = "--server.port=0";
    arguments[1] = "--spring.main.web-application-type=servlet";
    arguments[2] = "--events.brokers=127.0.0.1:" + FreePorts.next();
    arguments[3] = "--events.journal=" + directory.resolve("journal");
    arguments[4] = "--maestro.events.status-page.enabled=true";
    System.arraycopy(more, 0, arguments, 5, more.length);
    return new SpringApplication(BootHost.class, OnCall.class).run(arguments);
  }

  private static DeliveringPublisher publisher(ConfigurableApplicationContext host) {
    return host.getBean("maestroEventsPublisher", DeliveringPublisher.class);
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static HttpResponse<String> get(
      ConfigurableApplicationContext host, String port, String below) throws Exception {
    return call(request(host, port, below).header("X-On-Call", "yes").GET());
  }

  private static HttpRequest.Builder request(
      ConfigurableApplicationContext host, String port, String below) {
    String address =
        "http://127.0.0.1:"
            + host.getEnvironment().getRequiredProperty(port)
            + "/actuator/maestroeventspage/"
            + below;
    return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60));
  }

  private static HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
