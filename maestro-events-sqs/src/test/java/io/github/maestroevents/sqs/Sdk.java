package io.github.maestroevents.sqs;

/** The clients that every test of the publisher runs over, made from their default chains. */
enum Sdk {
  SDK_2 {
    @Override
    SqsPublisherBuilder builder(String queueUrl) {
      return SqsNotificationPublisher.builder(queueUrl);
    }
  },
  SDK_1 {
    @Override
    SqsPublisherBuilder builder(String queueUrl) {
      return AwsSdk1.builder(queueUrl);
    }
  };

  abstract SqsPublisherBuilder builder(String queueUrl);
}
