package io.github.maestroevents.delivery.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies are values that can gain a setting without breaking anybody. */
class PolicyValuesTest {

  @ParameterizedTest
  @MethodSource("policies")
  void policy_hasNoPublicConstructor_andAWithForEverySetting(Object policy) {
    Class<?> type = policy.getClass();
    Set<String> settings = new TreeSet<>();
    Set<String> withs = new TreeSet<>();
    for (Method method : type.getDeclaredMethods()) {
      if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      if (method.getName().startsWith("with") && method.getParameterCount() == 1) {
        String name = method.getName().substring("with".length());
        withs.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
      } else if (method.getParameterCount() == 0 && isSetting(method)) {
        settings.add(method.getName());
      }
    }

    assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
    assertThat(type.getConstructors()).isEmpty();
    assertThat(withs).isEqualTo(settings).isNotEmpty();
    for (String setting : settings) {
      assertThat(policy.toString()).contains(setting + "=");
    }
  }

  @Test
  void with_changesItsSettingAlone() {
    assertThat(
            AcceptancePolicy.defaults()
                .withLevel(AcceptanceLevel.CONFIRMED)
                .withConfirmTimeout(Duration.ofSeconds(2))
                .withAppendTimeout(Duration.ofSeconds(3)))
        .hasToString("AcceptancePolicy[level=CONFIRMED, confirmTimeout=PT2S, appendTimeout=PT3S]");
    assertThat(
            BatchPolicy.defaults()
                .withMaxEvents(7)
                .withMaxBytes(8)
                .withLinger(Duration.ofMillis(9)))
        .hasToString("BatchPolicy[maxEvents=7, maxBytes=8, linger=PT0.009S]");
    assertThat(
            CircuitBreakerPolicy.defaults()
                .withWindow(12)
                .withMinCalls(3)
                .withFailureRate(0.1)
                .withSlowCallRate(0.2)
                .withSlowCall(Duration.ofSeconds(4))
                .withOpenFor(Duration.ofSeconds(5))
                .withMaxOpenFor(Duration.ofSeconds(6)))
        .hasToString(
            "CircuitBreakerPolicy[window=12, minCalls=3, failureRate=0.1, slowCallRate=0.2,"
                + " slowCall=PT4S, openFor=PT5S, maxOpenFor=PT6S]");
    assertThat(
            InFlightPolicy.defaults()
                .withMaxBatches(1)
                .withMaxEvents(2)
                .withMaxBytes(3)
                .withTroubleShare(0.25))
        .hasToString("InFlightPolicy[maxBatches=1, maxEvents=2, maxBytes=3, troubleShare=0.25]");
    assertThat(
            JournalPolicy.defaults()
                .withWhenFull(WhenFull.DROP_OLDEST)
                .withMaxBatchEvents(1)
                .withMaxBatchBytes(2)
                .withReadAheadEvents(3)
                .withReadAheadBytes(4)
                .withAdoptInterval(Duration.ofSeconds(5)))
        .hasToString(
            "JournalPolicy[whenFull=DROP_OLDEST, maxBatchEvents=1, maxBatchBytes=2,"
                + " readAheadEvents=3, readAheadBytes=4, adoptInterval=PT5S]");
    assertThat(QueuePolicy.defaults().withCapacity(2).withOverflow(OverflowPolicy.REJECT))
        .hasToString("QueuePolicy[capacity=2, overflow=REJECT]");
    assertThat(
            RetryPolicy.defaults()
                .withInitialDelay(Duration.ofSeconds(1))
                .withMaxDelay(Duration.ofSeconds(2))
                .withMaxAttempts(3)
                .withMaxAge(Duration.ofSeconds(4)))
        .hasToString("RetryPolicy[initialDelay=PT1S, maxDelay=PT2S, maxAttempts=3, maxAge=PT4S]");
  }

  @Test
  void combinedWith_isTheSameAsItsPartsOneByOne() {
    assertThat(JournalPolicy.defaults().withMaxBatch(1, 2).withReadAhead(3, 4))
        .isEqualTo(
            JournalPolicy.defaults()
                .withMaxBatchEvents(1)
                .withMaxBatchBytes(2)
                .withReadAheadEvents(3)
                .withReadAheadBytes(4));
    assertThat(CircuitBreakerPolicy.defaults().withSlowCalls(Duration.ofSeconds(1), 0.2))
        .isEqualTo(
            CircuitBreakerPolicy.defaults()
                .withSlowCall(Duration.ofSeconds(1))
                .withSlowCallRate(0.2));
    assertThat(CircuitBreakerPolicy.defaults().withWindow(12, 3))
        .isEqualTo(CircuitBreakerPolicy.defaults().withWindow(12).withMinCalls(3));
  }

  @Test
  void policies_areEqual_whenTheirSettingsAre() {
    assertThat(InFlightPolicy.defaults().withMaxEvents(5))
        .isEqualTo(InFlightPolicy.defaults().withMaxEvents(5))
        .hasSameHashCodeAs(InFlightPolicy.defaults().withMaxEvents(5))
        .isNotEqualTo(InFlightPolicy.defaults());
    assertThat(policies()).doesNotHaveDuplicates().isEqualTo(policies());
  }

  @Test
  void maxOpenFor_isRaised_whenTheCircuitStaysOpenLongerFromTheStart() {
    CircuitBreakerPolicy policy = CircuitBreakerPolicy.defaults();

    assertThat(policy.maxOpenFor()).isEqualTo(Duration.ofSeconds(60));
    assertThat(policy.withOpenFor(Duration.ofSeconds(30)).maxOpenFor())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(policy.withOpenFor(Duration.ofHours(1)).maxOpenFor()).isEqualTo(Duration.ofHours(1));
    assertThatThrownBy(() -> policy.withMaxOpenFor(Duration.ofSeconds(4)))
        .hasMessage("maxOpenFor must be from PT5S to PT24H, but is PT4S");
  }

  @Test
  void badNewSetting_isNamedInTheMessage() {
    assertThatThrownBy(() -> InFlightPolicy.defaults().withTroubleShare(0))
        .hasMessage("troubleShare must be above 0 and at most 1, but is 0.0");
    assertThatThrownBy(() -> InFlightPolicy.defaults().withTroubleShare(1.01))
        .hasMessageContaining("troubleShare");
    assertThatThrownBy(() -> RetryPolicy.defaults().withInitialDelay(Duration.ofMinutes(1)))
        .hasMessage("initialDelay must be from PT0.001S to PT30S, but is PT1M");
    assertThatThrownBy(() -> CircuitBreakerPolicy.defaults().withWindow(4))
        .hasMessage("minCalls must be from 1 to 4, but is 5");
    assertThatThrownBy(() -> AcceptancePolicy.defaults().withConfirmTimeout(Duration.ofSeconds(10)))
        .hasMessageContainingAll("confirmTimeout", "PT10S", "confirmedWithAnyTimeout");
  }

  private static List<Object> policies() {
    return List.of(
        AcceptancePolicy.defaults(),
        BatchPolicy.defaults(),
        CircuitBreakerPolicy.defaults(),
        InFlightPolicy.defaults(),
        JournalPolicy.defaults(),
        QueuePolicy.defaults(),
        RetryPolicy.defaults());
  }

  private static boolean isSetting(Method method) {
    Set<String> others =
        Arrays.stream(Object.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
    return !others.contains(method.getName()) && !method.getName().startsWith("is");
  }
}
