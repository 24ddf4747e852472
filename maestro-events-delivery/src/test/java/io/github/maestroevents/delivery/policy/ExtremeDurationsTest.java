package io.github.maestroevents.delivery.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maestroevents.delivery.FanOutPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.event.MaestroEvent;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting that is a time takes or refuses by name whatever time there is. */
class ExtremeDurationsTest {

  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private static final List<Duration> EXTREMES =
      List.of(
          Duration.ofSeconds(Long.MIN_VALUE),
          Duration.ofNanos(-1),
          Duration.ZERO,
          Duration.ofNanos(1),
          Duration.ofMillis(1),
          Duration.ofDays(1),
          Duration.ofDays(1).plusNanos(1),
          Duration.ofDays(365),
          Duration.ofNanos(Long.MAX_VALUE),
          Duration.ofNanos(Long.MAX_VALUE).plusNanos(1),
          Duration.ofMillis(Long.MAX_VALUE).plusMillis(1),
          Duration.ofSeconds(Long.MAX_VALUE),
          LONGEST);

  /** By class and method: the name that a refusal has, and the setting. */
  private static final Map<String, Setting> SETTINGS = new TreeMap<>();

  static {
    setting("AcceptancePolicy.journaled", "appendTimeout", AcceptancePolicy::journaled);
    setting("AcceptancePolicy.confirmed", "confirmTimeout", AcceptancePolicy::confirmed);
    setting(
        "AcceptancePolicy.confirmedWithAnyTimeout",
        "confirmTimeout",
        AcceptancePolicy::confirmedWithAnyTimeout);
    setting(
        "AcceptancePolicy.withConfirmTimeout",
        "confirmTimeout",
        AcceptancePolicy.defaults()::withConfirmTimeout);
    setting(
        "AcceptancePolicy.withAppendTimeout",
        "appendTimeout",
        AcceptancePolicy.defaults()::withAppendTimeout);
    setting("BatchPolicy.withLinger", "linger", BatchPolicy.defaults()::withLinger);
    CircuitBreakerPolicy circuit = CircuitBreakerPolicy.defaults();
    setting("CircuitBreakerPolicy.withSlowCall", "slowCall", circuit::withSlowCall);
    setting(
        "CircuitBreakerPolicy.withSlowCalls", "slowCall", time -> circuit.withSlowCalls(time, 1));
    setting("CircuitBreakerPolicy.withOpenFor", "openFor", circuit::withOpenFor);
    setting("CircuitBreakerPolicy.withMaxOpenFor", "maxOpenFor", circuit::withMaxOpenFor);
    setting(
        "JournalPolicy.withAdoptInterval",
        "adoptInterval",
        JournalPolicy.defaults()::withAdoptInterval);
    RetryPolicy retry = RetryPolicy.defaults();
    setting("RetryPolicy.withDelays", "initialDelay", time -> retry.withDelays(time, time));
    setting("RetryPolicy.withInitialDelay", "initialDelay", retry::withInitialDelay);
    setting("RetryPolicy.withMaxDelay", "maxDelay", retry::withMaxDelay);
    setting("RetryPolicy.withMaxAge", "maxAge", retry::withMaxAge);
    setting(
        "NonBlockingPublisherBuilder.batchTimeout",
        "batchTimeout",
        time -> builder().batchTimeout(time));
    setting(
        "NonBlockingPublisherBuilder.closeTimeout",
        "closeTimeout",
        time -> builder().closeTimeout(time));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everyDuration_isTakenOrRefusedByName(String setting) {
    for (Duration extreme : EXTREMES) {
      Throwable refused = catchThrowable(() -> SETTINGS.get(setting).set.accept(extreme));
      if (refused != null) {
        assertThat(refused)
            .as("%s(%s)", setting, extreme)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith(SETTINGS.get(setting).name + " must be ")
            .hasMessageContaining("but is " + extreme);
      }
    }
    assertThatThrownBy(() -> SETTINGS.get(setting).set.accept(LONGEST))
        .as("the longest time there is")
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("settings")
  @SuppressWarnings("NullAway") // what a host without a checker may pass
  void null_isRefusedByName(String setting) {
    assertThatThrownBy(() -> SETTINGS.get(setting).set.accept(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(SETTINGS.get(setting).name);
  }

  @Test
  void everySettingThatIsATime_isTriedHere() {
    Set<String> settings = new TreeSet<>();
    for (Class<?> type :
        List.of(
            AcceptancePolicy.class,
            BatchPolicy.class,
            CircuitBreakerPolicy.class,
            InFlightPolicy.class,
            JournalPolicy.class,
            QueuePolicy.class,
            RetryPolicy.class,
            NonBlockingPublisherBuilder.class)) {
      for (Method method : type.getMethods()) {
        if (Arrays.asList(method.getParameterTypes()).contains(Duration.class)) {
          settings.add(type.getSimpleName() + "." + method.getName());
        }
      }
    }

    assertThat(SETTINGS.keySet()).isEqualTo(settings);
  }

  @Test
  void flushAndClose_takeAnyTimeout() {
    assertThatCode(
            () -> {
              for (Duration extreme : EXTREMES) {
                FanOutPublisher fanOut = FanOutPublisher.of(builder().build());
                fanOut.flush(extreme);
                fanOut.close();
                NonBlockingNotificationPublisher publisher = builder().build();
                publisher.flush(extreme);
                publisher.close(extreme);
              }
            })
        .doesNotThrowAnyException();
  }

  private static Set<String> settings() {
    return SETTINGS.keySet();
  }

  private static void setting(String method, String name, Consumer<Duration> set) {
    SETTINGS.put(method, new Setting(name, set));
  }

  private static NonBlockingPublisherBuilder builder() {
    return NonBlockingNotificationPublisher.builder((MaestroEvent event) -> {});
  }

  private record Setting(String name, Consumer<Duration> set) {}
}
