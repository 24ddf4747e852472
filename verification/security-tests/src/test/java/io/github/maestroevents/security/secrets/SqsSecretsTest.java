package io.github.maestroevents.security.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.ClientConfiguration;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicSessionCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.sqs.AwsSdk1;
import io.github.maestroevents.sqs.SqsNotificationPublisher;
import io.github.maestroevents.sqs.SqsPublisherBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A secret in each setting of the SQS publisher, and a service that quotes what it is sent. */
class SqsSecretsTest {

  private static final Pattern CAUSE = Pattern.compile("\"cause\":\"(?:[^\"\\\\]|\\\\.)*\"");

  private static QuotingService service;
  private static SqsAsyncClient client;
  private static AmazonSQS clientOfSdk1;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    service = new QuotingService();
    client =
        SqsAsyncClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(service.queueUrl("")).resolve("/"))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        "AKIA" + Marked.TEXT, Marked.TEXT + "/+=", Marked.TEXT + "/token==")))
            .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
            .build();
    clientOfSdk1 = clientOfSdk1();
  }

  private static AmazonSQS clientOfSdk1() {
    return AmazonSQSClientBuilder.standard()
        .withEndpointConfiguration(
            new EndpointConfiguration(
                URI.create(service.queueUrl("")).resolve("/").toString(), "us-east-1"))
        .withCredentials(
            new AWSStaticCredentialsProvider(
                new BasicSessionCredentials(
                    "AKIA" + Marked.TEXT, Marked.TEXT + "/+=", Marked.TEXT + "/token==")))
        .withClientConfiguration(new ClientConfiguration().withMaxErrorRetry(0))
        .build();
  }

  @AfterAll
  static void end() {
    clientOfSdk1.shutdown();
    client.close();
    service.close();
  }

  @Test
  void secret_isNotTold_whenItStandsInTheUrlOfAQueueOrInAnEndpoint() {
    try (Outputs outputs = new Outputs()) {
      for (String url : Marked.urls("https", "sqs.us-east-1.amazonaws.com/123456789012/events")) {
        outputs.addResultOf(() -> built(SqsNotificationPublisher.builder(url)));
      }
      for (String url : Marked.urls("https", "proxy.example/x;token=" + Marked.TEXT + "/1/q")) {
        outputs.addResultOf(() -> built(SqsNotificationPublisher.builder(url)));
      }
      for (String url : Marked.urls("http", "127.0.0.1:9/sqs")) {
        outputs.addResultOf(() -> built(builder("events").endpoint(endpoint(url))));
      }
      for (String password : Marked.passwords()) {
        outputs.addResultOf(
            () ->
                built(
                    SqsNotificationPublisher.builder(
                        "https://host/123456789012/" + password + "/")));
        outputs.addResultOf(() -> built(builder("events").region(password)));
        outputs.addResultOf(
            () ->
                built(
                    SqsNotificationPublisher.builder(
                            "https://sqs.us-east-1.amazonaws.com/123456789012/events")
                        .region(password)));
      }
      outputs.addResultOf(
          () ->
              built(
                  builder("events")
                      .client(client)
                      .endpoint(URI.create("http://127.0.0.1:9/" + Marked.TEXT))));
      outputs.addResultOf(
          () -> built(builder("events").endpoint(URI.create("opaque:" + Marked.TEXT))));
      outputs.requireClean("queue URLs, endpoints and regions");
    }
  }

  /** A text that is no URI is refused by the host's own call, before the library sees it. */
  private static URI endpoint(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException ofTheHost) {
      return URI.create("http://127.0.0.1:9/sqs");
    }
  }

  @ParameterizedTest
  @EnumSource
  void payloadAndToken_areNotTold_whenTheServiceQuotesTheRequest(QuotingService.Quoting where)
      throws Exception {
    attack(builder("events").client(client), where);
  }

  @ParameterizedTest
  @EnumSource
  void payloadAndToken_areNotToldOverSdk1_whenTheServiceQuotesTheRequest(
      QuotingService.Quoting where) throws Exception {
    attack(AwsSdk1.builder(service.queueUrl("events"), clientOfSdk1), where);
  }

  @Test
  void secret_isNotToldOverSdk1_whenItStandsInTheUrlOfAQueueOrInAnEndpoint() {
    try (Outputs outputs = new Outputs()) {
      for (String url : Marked.urls("https", "sqs.us-east-1.amazonaws.com/123456789012/events")) {
        outputs.addResultOf(() -> built(AwsSdk1.builder(url)));
        outputs.addResultOf(() -> built(AwsSdk1.builder(url, clientOfSdk1)));
      }
      for (String url : Marked.urls("http", "127.0.0.1:9/sqs")) {
        outputs.addResultOf(
            () -> built(AwsSdk1.builder(service.queueUrl("events")).endpoint(endpoint(url))));
      }
      for (String password : Marked.passwords()) {
        outputs.addResultOf(
            () -> built(AwsSdk1.builder(service.queueUrl("events")).region(password)));
      }
      outputs.requireClean("SDK 1: queue URLs, endpoints and regions");
    }
  }

  private void attack(SqsPublisherBuilder settings, QuotingService.Quoting where) throws Exception {
    service.quote(where);
    try (Outputs outputs = new Outputs()) {
      Path letters = directory.resolve("letters.jsonl");
      try (JsonLinesDeadLetterFile file = JsonLinesDeadLetterFile.at(letters);
          SqsNotificationPublisher publisher = settings.build();
          NonBlockingNotificationPublisher engine =
              NonBlockingNotificationPublisher.builder(publisher)
                  .retry(
                      RetryPolicy.defaults()
                          .withMaxAttempts(2)
                          .withDelays(Duration.ofMillis(1), Duration.ofMillis(2)))
                  .deadLetterHandler(letter -> note(letter, outputs, file))
                  .build()) {
        tell(
            engine.submit(MarkedEvent.host()).toCompletableFuture().get(30, TimeUnit.SECONDS),
            outputs);
        outputs.addResultOf(
            () -> {
              publisher.send(MarkedEvent.host());
              return "sent";
            });
        for (DeliveryOutcome direct : direct(publisher)) {
          tell(direct, outputs);
        }
        outputs.add(publisher);
      }
      outputs.add(causes(letters));
      outputs.requireClean(where.toString());
    }
  }

  /** All of a line but the event itself, which is there to be sent again. */
  private static String causes(Path letters) throws IOException {
    Matcher cause = CAUSE.matcher(Files.readString(letters));
    assertThat(cause.find()).as("a dead letter").isTrue();
    return cause.group();
  }

  private static void note(DeadLetter letter, Outputs outputs, DeadLetterHandler file) {
    DeadLetterHandler.logging().handle(letter);
    file.handle(letter);
    outputs.add(letter.toString());
    outputs.add(letter.cause());
  }

  private static List<DeliveryOutcome> direct(BatchNotificationPublisher publisher)
      throws Exception {
    return publisher
        .sendBatch(List.of(MarkedEvent.encoded()))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS)
        .outcomes();
  }

  static void tell(DeliveryOutcome outcome, Outputs outputs) {
    outputs.add(outcome.toString());
    if (outcome instanceof DeliveryOutcome.RetryLater later) {
      outputs.add(later.cause());
    } else if (outcome instanceof DeliveryOutcome.Rejected rejected) {
      outputs.add(rejected.cause());
    }
  }

  private static SqsPublisherBuilder builder(String name) {
    return SqsNotificationPublisher.builder(service.queueUrl(name)).region("us-east-1");
  }

  private static String built(SqsPublisherBuilder builder) {
    try (SqsNotificationPublisher publisher = builder.closeTimeout(Duration.ZERO).build();
        NonBlockingNotificationPublisher engine =
            NonBlockingNotificationPublisher.builder(publisher).build()) {
      return publisher + " " + engine;
    }
  }
}
