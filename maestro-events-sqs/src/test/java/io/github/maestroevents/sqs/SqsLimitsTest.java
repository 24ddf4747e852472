package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SqsLimitsTest {

  @Test
  void defaults_areThoseOfAmazonSqs() {
    assertThat(SqsLimits.defaults()).isEqualTo(new SqsLimits(10, 1_048_576, 1_048_576));
  }

  @Test
  void otherLimits_canBeSet() {
    assertThat(SqsLimits.defaults().withMaxEntries(5).withBytes(262_144))
        .isEqualTo(new SqsLimits(5, 262_144, 262_144));
  }

  @Test
  void impossibleLimits_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SqsLimits(0, 1, 1))
        .withMessageContaining("from 1 to 10: 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new SqsLimits(11, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SqsLimits(1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SqsLimits(1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SqsLimits(1, 1, 2));
  }
}
