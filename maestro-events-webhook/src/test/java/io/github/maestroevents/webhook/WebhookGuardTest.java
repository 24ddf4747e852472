package io.github.maestroevents.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No request goes where it must not, whatever names, answers and settings say. */
class WebhookGuardTest {

  /** A name server that says what a test wants. */
  private interface Names extends DnsResolver {

    @Override
    default String resolveCanonicalHostname(String host) {
      return host;
    }

    @Override
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private static InetAddress[] address(String text) throws UnknownHostException {
    return new InetAddress[] {InetAddress.getByName(text)};
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/", "http://LOCALHOST/", "http://api.localhost/",
        "http://127.0.0.1/", "http://2130706433/", "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://[fd00:ec2::254]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "https://0/"
      })
  void privateHost_isRefusedWhenThePublisherIsBuilt_andTheSwitchIsNamed(String uri) {
    assertThatThrownBy(() -> WebhookNotificationPublisher.builder(URI.create(uri)).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("allowPrivateAddresses");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "http://127.1/",
        "file:///etc/passwd",
        "/hooks",
        "http:/hooks",
        "mailto:a@example.com",
        "https://example.com/#s3cret",
        "https://user:s3cret@example.com/"
      })
  void uriOfAnotherKind_isRefused_andNotQuoted(String uri) {
    assertThatThrownBy(() -> WebhookNotificationPublisher.builder(URI.create(uri)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void nameOfAPrivateAddress_isRefusedWhenConnecting() {
    try (Receiver receiver = new Receiver()) {
      Names names = host -> address("127.0.0.1");

      DeliveryOutcome outcome = outcome(named(receiver).resolver(names));

      assertThat(Outcomes.cause(outcome))
          .contains("private or reserved addresses only", "allow-private-addresses");
      assertThat(((RetryLater) outcome).certainty())
          .isEqualTo(DeliveryOutcome.Certainty.NOT_DELIVERED);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  /** The name leads to a public address when somebody looks, and to this machine the next time. */
  @Test
  void nameThatChangesItsAddress_isRefused_atEveryConnection() {
    AtomicInteger asked = new AtomicInteger();
    Names names = host -> address(asked.incrementAndGet() == 1 ? "203.1.113.1" : "127.0.0.1");
    try (Receiver receiver = new Receiver();
        WebhookNotificationPublisher publisher =
            named(receiver)
                .resolver(names)
                .connectTimeout(java.time.Duration.ofMillis(50))
                .build()) {
      Outcomes.of(publisher, Events.event("k", 1));
      DeliveryOutcome second = Outcomes.of(publisher, Events.event("k", 1));

      assertThat(asked).hasValueGreaterThanOrEqualTo(2);
      assertThat(Outcomes.cause(second)).contains("private or reserved addresses only");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void nameWithAPrivateAddressAmongOthers_isConnectedToTheOthersAlone() throws Exception {
    InetAddress[] left =
        new io.github.maestroevents.webhook.internal.client.GuardedResolver(
                (Names)
                    host ->
                        new InetAddress[] {
                          InetAddress.getByName("10.0.0.1"), InetAddress.getByName("1.1.1.1")
                        },
                false)
            .resolve("example.com");

    assertThat(left).containsExactly(InetAddress.getByName("1.1.1.1"));
  }

  @Test
  void redirectToAPrivateAddress_isRefused() {
    try (Receiver inner = new Receiver();
        Receiver outer =
            new Receiver(
                (request, exchange) -> {
                  exchange.getResponseHeaders().set("Location", inner.uri().toString());
                  return 307;
                })) {
      // The guard is told that the outer one is public, and nothing of the inner one.
      Names names = host -> address(host.equals("example.com") ? "127.0.0.1" : host);
      DnsResolver guarded =
          new io.github.maestroevents.webhook.internal.client.GuardedResolver(names, false);
      Names outerIsPublic =
          host -> host.equals("example.com") ? names.resolve(host) : guarded.resolve(host);

      DeliveryOutcome outcome =
          outcome(named(outer).resolver(outerIsPublic).allowPrivateAddresses().followRedirects());

      assertThat(Outcomes.cause(outcome)).contains("private or reserved addresses only");
      assertThat(inner.requests()).isEmpty();
    }
  }

  @Test
  void literalAddress_goesThroughTheGuard_too() {
    AtomicInteger asked = new AtomicInteger();
    Names counting =
        host -> {
          asked.incrementAndGet();
          return address(host);
        };
    try (Receiver receiver = new Receiver()) {
      outcome(receiver.publisher().resolver(counting));

      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void hostThatIsNotAllowed_isRefusedWhenThePublisherIsBuilt() {
    WebhookPublisherBuilder builder =
        WebhookNotificationPublisher.builder(URI.create("https://evil.example/"));

    assertThatThrownBy(() -> builder.allowedHosts(List.of("*.example.com", "example.com")).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("allowedHosts");
    builder.allowedHosts(List.of("*.example")).build().close();
  }

  @Test
  void secrets_standInNoText() {
    URI uri = URI.create("https://example.com:9/s3cret-path?token=s3cret");
    try (WebhookNotificationPublisher publisher =
        WebhookNotificationPublisher.builder(uri)
            .resolver((Names) host -> address("127.0.0.1"))
            .header("X-Key", "s3cret")
            .basic("user", "s3cret")
            .signedWith(SigningSecret.shared("whsec_czNjcmV0czNjcmV0czNjcmV0czNjcmV0"))
            .build()) {
      DeliveryOutcome outcome = Outcomes.of(publisher, Events.event("k", 1));

      assertThat(publisher.toString() + Outcomes.cause(outcome))
          .contains("https://example.com:9")
          .doesNotContain("s3cret", "czNjcmV0");
    }
  }

  private static WebhookPublisherBuilder named(Receiver receiver) {
    return WebhookNotificationPublisher.builder(
        URI.create("http://example.com:" + receiver.uri().getPort() + "/hooks"));
  }

  private static DeliveryOutcome outcome(WebhookPublisherBuilder builder) {
    try (WebhookNotificationPublisher publisher = builder.build()) {
      return Outcomes.of(publisher, Events.event("k", 1));
    }
  }
}
