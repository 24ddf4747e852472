package io.github.maestroevents.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures that are sent, and receivers that verify them. */
class SignatureTest {

  /** Source: Standard Webhooks, "Signature scheme", and the tests of its libraries. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIME = "1614265330";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static final String OTHER =
      "whsec_"
          + Base64.getEncoder().encodeToString("a secret of thirty-two bytes ...".getBytes(UTF_8));

  /** Source: RFC 8032, 7.1, TEST 1. */
  private static final String PRIVATE =
      key("whsk_", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

  private static final String PUBLIC =
      key("whpk_", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  private final ManualClock clock = new ManualClock("2021-02-25T15:02:10Z"); // TIME

  private static String key(String prefix, String hex) {
    return prefix + Base64.getEncoder().encodeToString(java.util.HexFormat.of().parseHex(hex));
  }

  private WebhookVerifier.Builder verifier() {
    return WebhookVerifier.builder().clock(clock);
  }

  private static WebhookVerifier.Headers headers(String id, String time, String signature) {
    return Map.of("webhook-id", id, "webhook-timestamp", time, "webhook-signature", signature)::get;
  }

  private Received sent(WebhookPublisherBuilder builder, Receiver receiver) {
    receiver.forget();
    try (WebhookNotificationPublisher publisher = builder.clock(clock).build()) {
      assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 1))))
          .isEqualTo("delivered");
    }
    return receiver.requests().get(0);
  }

  @Test
  void vectorOfTheSpecification_isVerified_andSignedTheSame() throws Exception {
    assertThat(verifier().secret(SECRET).build().verify(headers(ID, TIME, SIGNATURE), BODY))
        .isEqualTo(
            new VerifiedWebhook(ID, Instant.ofEpochSecond(Long.parseLong(TIME)), false, false));
    assertThat(
            new io.github.maestroevents.webhook.internal.signing.Signer(
                    List.of(SigningSecret.shared(SECRET).key()))
                .headers(ID, BODY, clock.instant()))
        .containsEntry("webhook-signature", SIGNATURE)
        .containsEntry("webhook-timestamp", TIME);
  }

  @Test
  void requestOfThePublisher_isVerified_byEachOfItsSecrets() throws Exception {
    try (Receiver receiver = new Receiver()) {
      Received request =
          sent(
              receiver
                  .publisher()
                  .signedWith(SigningSecret.shared(SECRET))
                  .signedWith(SigningSecret.shared(OTHER))
                  .signedWith(SigningSecret.privateKey(PRIVATE)),
              receiver);

      assertThat(request.header("webhook-signature").split(" "))
          .hasSize(3)
          .satisfiesExactly(
              one -> assertThat(one).startsWith("v1,"),
              one -> assertThat(one).startsWith("v1,"),
              one -> assertThat(one).startsWith("v1a,"));
      for (WebhookVerifier verifier :
          List.of(
              verifier().secret(SECRET).build(),
              verifier().secret(OTHER).build(),
              verifier().publicKey(PUBLIC).build())) {
        assertThat(verifier.verify(request::header, request.body()).repeated()).isFalse();
      }
    }
  }

  @Test
  void oldSecret_signsUntilItsEnd_andNoLonger() {
    try (Receiver receiver = new Receiver()) {
      WebhookPublisherBuilder builder =
          receiver
              .publisher()
              .signedWith(SigningSecret.shared(OTHER))
              .signedWith(SigningSecret.shared(SECRET).until(clock.instant().plusSeconds(1)));
      assertThat(sent(builder, receiver).header("webhook-signature").split(" ")).hasSize(2);

      clock.advance(Duration.ofSeconds(1));

      assertThat(sent(builder, receiver).header("webhook-signature").split(" ")).hasSize(1);
    }
  }

  @Test
  void secondAttempt_hasTheSameIdAndATimeOfItsOwn() {
    try (Receiver receiver = new Receiver()) {
      WebhookPublisherBuilder builder =
          receiver.publisher().signedWith(SigningSecret.shared(SECRET));
      Received first = sent(builder, receiver);
      clock.advance(Duration.ofSeconds(7));
      Received second = sent(builder, receiver);

      assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
      assertThat(second.header("webhook-timestamp")).isEqualTo("1614265337");
      assertThat(second.header("webhook-signature"))
          .isNotEqualTo(first.header("webhook-signature"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,",
        "v1,!",
        ",",
        " "
      })
  void otherSignature_isRefused(String signature) {
    assertThatThrownBy(
            () ->
                verifier()
                    .secret(SECRET)
                    .publicKey(PUBLIC)
                    .build()
                    .verify(headers(ID, TIME, signature), BODY))
        .isInstanceOf(WebhookRefusedException.class);
  }

  @Test
  void rightSignatureAmongOthers_isFound() throws Exception {
    String many = "v1,AAAA v1a,BBBB " + SIGNATURE;

    assertThat(verifier().secret(SECRET).build().verify(headers(ID, TIME, many), BODY).repeated())
        .isFalse();
  }

  @Test
  void changedBodyIdOrTime_isRefused() {
    WebhookVerifier verifier = verifier().secret(SECRET).build();

    assertThatThrownBy(() -> verifier.verify(headers(ID, TIME, SIGNATURE), new byte[] {'{'}))
        .isInstanceOf(WebhookRefusedException.class);
    assertThatThrownBy(() -> verifier.verify(headers("msg_x", TIME, SIGNATURE), BODY))
        .isInstanceOf(WebhookRefusedException.class);
    assertThatThrownBy(() -> verifier.verify(headers(ID, "1614265331", SIGNATURE), BODY))
        .isInstanceOf(WebhookRefusedException.class);
  }

  /** With the dot in the id, this is the same signed text as that of another id and body. */
  @Test
  void idWithADot_isRefused_thoughTheSignatureIsRight() throws Exception {
    javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(
        new javax.crypto.spec.SecretKeySpec(
            Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
    String dotted =
        "v1,"
            + Base64.getEncoder()
                .encodeToString(mac.doFinal(("msg_1.2." + TIME + ".x").getBytes(UTF_8)));

    assertThatThrownBy(
            () ->
                verifier()
                    .secret(SECRET)
                    .build()
                    .verify(headers("msg_1.2", TIME, dotted), new byte[] {'x'}))
        .isInstanceOf(WebhookRefusedException.class)
        .hasMessageContaining("dot");
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301})
  void timeBeyondTheTolerance_isRefused(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));

    assertThatThrownBy(
            () -> verifier().secret(SECRET).build().verify(headers(ID, TIME, SIGNATURE), BODY))
        .isInstanceOf(WebhookRefusedException.class)
        .hasMessageContaining("webhook-timestamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "-1", "99999999999999999999", "1614265330.5"})
  void timeThatIsNone_isRefused(String time) {
    assertThatThrownBy(
            () -> verifier().secret(SECRET).build().verify(headers(ID, time, SIGNATURE), BODY))
        .isInstanceOf(WebhookRefusedException.class);
  }

  @Test
  void requestThatIsPlayedAgain_isTold_untilItIsForgotten() throws Exception {
    WebhookVerifier verifier = verifier().secret(SECRET).build();

    assertThat(verifier.verify(headers(ID, TIME, SIGNATURE), BODY).repeated()).isFalse();
    verifier.done(ID);
    VerifiedWebhook again = verifier.verify(headers(ID, TIME, SIGNATURE), BODY);
    assertThat(again.repeated()).isTrue();
    assertThat(again.inProgress()).isFalse();
    verifier.forgetUnlessDone(ID);
    assertThat(verifier.verify(headers(ID, TIME, SIGNATURE), BODY).repeated()).isTrue();
  }

  /** A sender that has waited too long asks again, and the first handling may still fail. */
  @Test
  void requestIsInProgress_untilItIsHandledOrForgotten() throws Exception {
    WebhookVerifier verifier = verifier().secret(SECRET).build();

    assertThat(verifier.verify(headers(ID, TIME, SIGNATURE), BODY).inProgress()).isFalse();
    VerifiedWebhook meanwhile = verifier.verify(headers(ID, TIME, SIGNATURE), BODY);
    assertThat(meanwhile.inProgress()).isTrue();
    assertThat(meanwhile.repeated()).isFalse();
    verifier.forgetUnlessDone(ID);
    assertThat(verifier.verify(headers(ID, TIME, SIGNATURE), BODY).inProgress()).isFalse();
  }

  @Test
  void publisher_isNotBuilt_whoseRequestsWouldGoUnsignedSomeDay() {
    WebhookPublisherBuilder ends =
        WebhookNotificationPublisher.builder(URI.create("https://example.com/"))
            .signedWith(SigningSecret.shared(SECRET).until(clock.instant().plusSeconds(1)));

    assertThatThrownBy(ends::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Every signing secret ends");
  }

  /** As long as the time of a request passes, its id is known. */
  @Test
  void requestThatIsPlayedAgain_isTold_asLongAsItsTimePasses() throws Exception {
    WebhookVerifier verifier = verifier().secret(SECRET).build();
    clock.advance(Duration.ofSeconds(-300));
    assertThat(verifier.verify(headers(ID, TIME, SIGNATURE), BODY).repeated()).isFalse();
    verifier.done(ID);
    clock.advance(Duration.ofSeconds(600));

    assertThat(verifier.verify(headers(ID, TIME, SIGNATURE), BODY).repeated()).isTrue();
  }

  @Test
  void memoryOfIds_isBounded_inNumberAndTime() throws Exception {
    WebhookVerifier verifier = verifier().secret(SECRET).maxRemembered(10).build();
    for (int i = 0; i < 25; i++) {
      Map<String, String> signed =
          new io.github.maestroevents.webhook.internal.signing.Signer(
                  List.of(SigningSecret.shared(SECRET).key()))
              .headers("msg_" + i, BODY, clock.instant());
      assertThat(verifier.verify(signed::get, BODY).repeated()).isFalse();
    }
    assertThat(verifier.remembered()).isEqualTo(10);
    clock.advance(Duration.ofHours(1));
    Map<String, String> late =
        new io.github.maestroevents.webhook.internal.signing.Signer(
                List.of(SigningSecret.shared(SECRET).key()))
            .headers("msg_late", BODY, clock.instant());
    verifier.verify(late::get, BODY);

    assertThat(verifier.remembered()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s3cret", "whsec_", "whsec_s3cret", "whsec_!!!s3cret", "whsk_s3cret"})
  void secretThatIsNone_isRefused_andNotQuoted(String secret) {
    assertThatThrownBy(() -> SigningSecret.shared(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
    assertThatThrownBy(() -> SigningSecret.privateKey(secret.replace("whsec_", "whsk_")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void secret_isNotShown() {
    assertThat(SigningSecret.shared(SECRET).until(clock.instant()).toString())
        .isEqualTo("SigningSecret[v1 until 2021-02-25T15:02:10Z]");
    assertThat(SigningSecret.privateKey(PRIVATE).toString()).isEqualTo("SigningSecret[v1a]");
  }
}
