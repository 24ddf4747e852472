package io.github.maestroevents.sqs.internal.client;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  /** A URI takes the user for the host, and the digits before the slash for the port. */
  @ParameterizedTest
  @ValueSource(strings = {"https://AKIA:4711/x@host/1/q", "http://AKIA/x:y@host:9324/1/q"})
  void passwordWithASlash_isNotTakenForAPath(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueUrl(text))
        .withMessageContaining("'@' in its path")
        .withMessageNotContainingAny("AKIA", "4711");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.requireLegal(URI.create(text)))
        .withMessageContaining("'@' in its path")
        .withMessageNotContainingAny("AKIA", "4711");
  }
}
