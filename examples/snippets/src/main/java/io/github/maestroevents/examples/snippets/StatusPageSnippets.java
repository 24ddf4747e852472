package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.status.StatusAccess;
import io.github.maestroevents.status.StatusPage;
import io.github.maestroevents.status.StatusServer;
import io.github.maestroevents.status.StatusUser;
import java.nio.file.Path;
import java.time.Duration;

/** The snippets of docs/status-page.md. */
final class StatusPageSnippets {

  private StatusPageSnippets() {}

  static void first(MaestroNotificationPublisher kafka) {
    StatusPage page = StatusPage.create("maestro, node 7");
    var publisher = NonBlockingNotificationPublisher.builder(kafka).metrics(page.history()).build();
    StatusServer server = StatusServer.builder(page).port(8099).start();
    System.out.println(server.uri());

    server.close();
    publisher.close();
  }

  static void configured(StatusPage page, Path file) {
    ConfiguredPublisher publisher =
        MaestroEvents.builder()
            .file(file)
            .customizer((name, builder) -> builder.metrics(page.history()))
            .open();
    page.operate(publisher);
  }

  static StatusPage impatient() {
    StatusPage page =
        StatusPage.create(
            "maestro, node 7",
            HealthThresholds.defaults()
                .withCircuitOpen(Duration.ofSeconds(5), Duration.ofMinutes(1)));
    return page;
  }

  static void elsewhere(StatusPage page, String readersToken, String operatorsToken) {
    StatusServer.builder(page)
        .bind("0.0.0.0")
        .port(8099)
        .allowedHost("status.example.com")
        .token(StatusUser.reader("dashboard"), readersToken)
        .token(StatusUser.operator("on-call"), operatorsToken)
        .start();
  }

  static void behindAProxy(StatusPage page) {
    StatusAccess access =
        request -> {
          String user = request.header("X-Forwarded-User");
          return user == null ? StatusUser.nobody() : StatusUser.operator(user);
        };
    StatusServer.builder(page).port(8099).access(access).allowedHost("status.example.com").start();
  }
}
