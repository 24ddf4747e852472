package io.github.maestroevents.sqs.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no service gives, but whoever stands in its place. */
class HostileAnswerTest {

  private static final int MANY = 100_000;

  /** Each took minutes, or a good part of one, while the whole text was looked at. */
  private static final Duration FAR_MORE_THAN_IT_TAKES = Duration.ofSeconds(20);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attribute [",
        "attribute names: [",
        "attributes with names \"",
        "more than 1",
        "number of a",
        "1 ",
        "1"
      })
  void textOfAnyLength_isLookedAtInNoTime(String piece) {
    String text = piece.repeat(MANY);

    assertTimeoutPreemptively(
        FAR_MORE_THAN_IT_TAKES, () -> AttributeRefusal.of("InvalidParameterValue", text));
  }

  @Test
  void refusalAtTheBeginning_isSeen_andTheRestIsNotKept() {
    String said = "Number of message attributes [11] exceeds the allowed maximum [10].";

    AttributeRefusal refusal =
        AttributeRefusal.of("InvalidParameterValue", said + " attribute [".repeat(MANY));

    assertThat(refusal).isNotNull();
    assertThat(refusal.isForNumber()).isTrue();
    assertThat(refusal.said()).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RequestThrottled",
        "Throttling",
        "AWS.SimpleQueueService.NonExistentQueue",
        "com.amazonaws.sqs#InvalidParameterValueException",
        "KMS.DisabledException",
        "KmsAccessDenied",
        "ReceiptHandleIsInvalid",
        "InvalidClientTokenId",
        "ServiceUnavailable"
      })
  void codeOfTheService_isTold(String code) {
    assertThat(ServiceAnswer.told(code)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "Alice",
        "hunter",
        "zQvXkWqJ",
        "FwoGZXIvYXdzEJr",
        "secret.Throttling",
        "secret#AccessDenied",
        "com.amazonaws.sqs#secret",
        "AWS.SimpleQueueService.secret",
        "kms_secret"
      })
  void textInPlaceOfACode_isNotTold(String code) {
    assertThat(ServiceAnswer.told(code)).isEqualTo("a code that is none of the service's");
  }

  @Test
  void codeThatIsTooLong_isNotTold() {
    assertThat(ServiceAnswer.told("AbcDef".repeat(20)))
        .isEqualTo("a code that is none of the service's");
  }
}
