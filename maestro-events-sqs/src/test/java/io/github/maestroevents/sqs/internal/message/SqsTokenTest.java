package io.github.maestroevents.sqs.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsTokenTest {

  /** Source: Amazon SQS API Reference, SendMessage, MessageGroupId and MessageDeduplicationId. */
  private static final String LEGAL =
      "[a-zA-Z0-9!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~]{1,128}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k",
        "123e4567-e89b-12d3-a456-426614174000",
        "a.b:c/d",
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
      })
  void legalKey_isItsGroup(String key) {
    assertThat(SqsToken.of(key)).isEqualTo(key).matches(LEGAL);
  }

  @Test
  void legalKey_isItsGroup_upToTheLongest() {
    assertThat(SqsToken.of("x".repeat(128))).isEqualTo("x".repeat(128));
    assertThat(SqsToken.of("x".repeat(129))).startsWith("sha256:").matches(LEGAL);
  }

  @Test
  void groupsOfDifferentKeys_differ_andAreLegal() {
    List<String> keys =
        List.of(
            "",
            " ",
            "a b",
            "a\tb",
            "a b ",
            "\u00e9",
            "e\u0301",
            "\ud800",
            "\udc00",
            "?",
            "x".repeat(129),
            "x".repeat(130),
            "\u0000");
    Set<String> groups = new HashSet<>();
    for (String key : keys) {
      String group = SqsToken.of(key);
      assertThat(group).as("group of '%s'", key).matches(LEGAL);
      assertThat(groups.add(group)).as("'%s' has a group of its own", key).isTrue();
      assertThat(groups.add(SqsToken.of(group)))
          .as("a key that looks like the digest of '%s'", key)
          .isEqualTo(!group.equals(key));
    }
  }

  @Test
  void group_isTheSameEveryTime() {
    assertThat(SqsToken.of("a b")).isEqualTo(SqsToken.of("a b"));
  }
}
