package io.github.maestroevents.benchmarks.sqs;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import io.github.maestroevents.testbeds.sqs.SqsQueues;
import java.net.URI;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A client of its own for each contender, as the SDK makes it by default. */
final class Clients {

  private static final String REGION = "us-east-1";
  private static final String ANYTHING = "test"; // the server checks no credentials

  private Clients() {}

  static SqsAsyncClient ofSdk2(URI endpoint, Requests requests) {
    return SqsAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(SqsQueues.CREDENTIALS)
        .overrideConfiguration(override -> override.addExecutionInterceptor(requests.ofSdk2()))
        .build();
  }

  static AmazonSQS ofSdk1(URI endpoint, Requests requests) {
    return AmazonSQSClientBuilder.standard()
        .withEndpointConfiguration(new EndpointConfiguration(endpoint.toString(), REGION))
        .withCredentials(
            new AWSStaticCredentialsProvider(new BasicAWSCredentials(ANYTHING, ANYTHING)))
        .withRequestHandlers(requests.ofSdk1())
        .build();
  }
}
