package io.github.maestroevents.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.status.StatusPage;
import io.github.maestroevents.status.StatusUser;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** The status page below the actuator's path, asked for over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class StatusPageOnServerTest {

  private static final String PATH = "/actuator/maestroeventspage";

  private static final WebApplicationContextRunner OPERATED =
      PageHosts.withPage()
          .withBean(StatusPageUsers.class, () -> request -> StatusUser.operator("ann"));

  private final Logger logger = (Logger) LoggerFactory.getLogger(StatusPage.class);

  @BeforeEach
  void showActions() {
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void showNoMore() {
    logger.setLevel(null);
  }

  @Test
  void page_isServed_withThePolicyThatLetsItsOwnScriptRunAlone() {
    PageHosts.withPage()
        .run(
            host -> {
              HttpResponse<String> page = PageHosts.get(host, PATH + "/");

              assertThat(page.statusCode()).isEqualTo(200);
              String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
              String nonce = policy.replaceAll(".*script-src 'nonce-([^']+)'.*", "$1");
              assertThat(page.body()).contains("nonce=\"" + nonce + "\"");
              assertThat(page.headers().firstValue("Content-Type"))
                  .hasValue("text/html;charset=utf-8");
              assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
              assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
            });
  }

  @Test
  void addressWithoutASlash_leadsToThePage_whoseScriptFindsItsSnapshotBelow() {
    PageHosts.withPage()
        .run(
            host -> {
              HttpResponse<String> answer = PageHosts.get(host, PATH);

              assertThat(answer.statusCode()).isEqualTo(302);
              assertThat(answer.uri().resolve(location(answer)).getPath()).isEqualTo(PATH + "/");
            });
  }

  @Test
  void snapshot_tellsOfEachDestination_andAReaderNoSecret() {
    PageHosts.withPage()
        .withPropertyValues("maestro.events.status-page.title=node 7")
        .run(
            host -> {
              DeliveringPublisher publisher = ObservedContexts.publisher(host);
              publisher.send(ObservedContexts.event("1"));
              publisher.flush(Duration.ofSeconds(60));

              JsonNode snapshot = snapshot(host);

              assertThat(snapshot.path("title").asText()).isEqualTo("node 7");
              assertThat(snapshot.path("user").asText()).isEqualTo("somebody unknown");
              assertThat(snapshot.has("csrf")).isFalse();
              assertThat(snapshot.path("destinations").findValuesAsText("name"))
                  .contains("audit", "billing");
              assertThat(PageHosts.get(host, PATH + "/events").statusCode()).isEqualTo(404);
            });
  }

  @Test
  void operator_pausesOneDestination_andTheLogSaysWho(CapturedOutput output) {
    OPERATED.run(
        host -> {
          JsonNode snapshot = snapshot(host);

          HttpResponse<String> answer =
              PageHosts.act(host, snapshot.path("csrf").asText(), pauseOfAudit(snapshot));

          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          DeliveringPublisher publisher = ObservedContexts.publisher(host);
          assertThat(publisher.destinations().get("audit").stats().paused()).isTrue();
          assertThat(publisher.destinations().get("billing").stats().paused()).isFalse();
          assertThat(output.getAll()).contains("User 'ann' has paused 'audit'");
        });
  }

  @Test
  void whoeverHasTheRole_mayAct_underTheNameOfTheirLogin() {
    PageHosts.withPage()
        .withBean(
            Filter.class, () -> (request, answer, rest) -> rest.doFilter(cleo(request), answer))
        .withPropertyValues("maestro.events.status-page.operator-role=ON_CALL")
        .run(
            host -> {
              JsonNode snapshot = snapshot(host);

              assertThat(snapshot.path("user").asText()).isEqualTo("cleo");
              assertThat(snapshot.has("csrf")).isTrue();
            });
    PageHosts.withPage()
        .withBean(
            Filter.class, () -> (request, answer, rest) -> rest.doFilter(cleo(request), answer))
        .withPropertyValues("maestro.events.status-page.operator-role=ADMIN")
        .run(
            host -> {
              JsonNode snapshot = snapshot(host);

              assertThat(snapshot.path("user").asText()).isEqualTo("cleo");
              assertThat(snapshot.has("csrf")).isFalse();
            });
  }

  @Test
  void action_isRefused_withoutTheSecretOfThePage() {
    OPERATED.run(
        host -> {
          HttpResponse<String> answer =
              PageHosts.act(host, "guessed", pauseOfAudit(snapshot(host)));

          assertThat(answer.statusCode()).isEqualTo(403);
          assertThat(ObservedContexts.publisher(host).stats().paused()).isFalse();
        });
  }

  @Test
  void reader_isRefused_andTheLogSaysSo(CapturedOutput output) {
    PageHosts.withPage()
        .withBean(StatusPageUsers.class, () -> request -> StatusUser.reader("bob"))
        .run(
            host -> {
              HttpResponse<String> answer =
                  PageHosts.act(host, "guessed", pauseOfAudit(snapshot(host)));

              assertThat(answer.statusCode()).isEqualTo(403);
              assertThat(ObservedContexts.publisher(host).stats().paused()).isFalse();
              assertThat(output.getAll()).contains("bob").contains("You may look");
            });
  }

  @Test
  void operator_mayOnlyLook_whereTheAccessToTheEndpointIsReadOnly() {
    OPERATED
        .withPropertyValues("management.endpoint.maestroeventspage.access=READ_ONLY")
        .run(host -> assertThat(snapshot(host).has("csrf")).isFalse());
  }

  @Test
  void nobody_seesNothing_whenTheApplicationsOwnCodeFails(CapturedOutput output) {
    PageHosts.withPage()
        .withBean(
            StatusPageUsers.class,
            () ->
                request -> {
                  throw new IllegalStateException("no users today");
                })
        .run(
            host -> {
              assertThat(PageHosts.get(host, PATH + "/snapshot").statusCode()).isEqualTo(403);
              assertThat(output.getAll()).contains("StatusPageUsers failed");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/a/b", "/snapshot;x=y/..", "/%2e%2e/env", "/%252e", "//x"})
  void pathThatThereIsNot_isNotFound(String below) {
    PageHosts.withPage()
        .run(host -> assertThat(PageHosts.get(host, PATH + below).statusCode()).isIn(400, 404));
  }

  @Test
  void page_isOnThePortOfTheManagementServer_andThereAlone() {
    PageHosts.withPage()
        .withPropertyValues(
            "management.server.port=0",
            "management.server.address=127.0.0.1",
            "management.server.base-path=/manage",
            "management.endpoints.web.base-path=/",
            "management.endpoints.web.path-mapping.maestroeventspage=events")
        .run(
            host -> {
              assertThat(PageHosts.getFromManagement(host, "/manage/events/").body())
                  .contains("<html");
              assertThat(PageHosts.getFromManagement(host, "/manage/events/snapshot").body())
                  .contains("audit");
              assertThat(PageHosts.get(host, "/manage/events/").statusCode()).isEqualTo(404);
              assertThat(PageHosts.get(host, PATH + "/").statusCode()).isEqualTo(404);
            });
  }

  @Test
  void page_isNotThere_unlessAskedForAndExposed() {
    PageHosts.withoutPage()
        .run(
            host -> {
              assertThat(host).doesNotHaveBean(StatusPage.class);
              assertThat(PageHosts.get(host, PATH + "/").statusCode()).isEqualTo(404);
            });
    PageHosts.withPage()
        .withPropertyValues("management.endpoints.web.exposure.include=health")
        .run(
            host -> {
              assertThat(host).doesNotHaveBean(StatusPage.class);
              assertThat(PageHosts.get(host, PATH + "/").statusCode()).isEqualTo(404);
            });
  }

  @Test
  void endpoint_saysThatItNeedsSpringMvc_whereThatDoesNotAnswer() {
    assertThat(new StatusPageEndpoint().noPage().getStatus()).isEqualTo(501);
  }

  @Test
  void start_endsWithTheNameOfTheJar_whenThePageIsAskedForWithoutIt() {
    FilteredClassLoader without = new FilteredClassLoader(StatusPage.class.getPackageName());
    PageHosts.withPage()
        .withClassLoader(without)
        .run(
            host ->
                assertThat(host.getStartupFailure())
                    .hasRootCauseInstanceOf(ConfigurationException.class)
                    .hasStackTraceContaining("add io.github.maestroevents:maestro-events-status"));
    PageHosts.withoutPage().withClassLoader(without).run(host -> assertThat(host).hasNotFailed());
  }

  /** As an application's security does it: she has logged in, and is on call. */
  private static HttpServletRequest cleo(ServletRequest request) {
    return new HttpServletRequestWrapper((HttpServletRequest) request) {
      @Override
      public Principal getUserPrincipal() {
        return () -> "cleo";
      }

      @Override
      public boolean isUserInRole(String role) {
        return role.equals("ON_CALL");
      }
    };
  }

  private static JsonNode snapshot(ApplicationContext host) throws Exception {
    HttpResponse<String> answer = PageHosts.get(host, PATH + "/snapshot");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static String pauseOfAudit(JsonNode snapshot) {
    for (JsonNode card : snapshot.path("destinations")) {
      if (card.path("name").asText().equals("audit")) {
        return "do=pause&destination=audit&id=" + card.path("id").asText();
      }
    }
    throw new AssertionError("no audit in " + snapshot);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
