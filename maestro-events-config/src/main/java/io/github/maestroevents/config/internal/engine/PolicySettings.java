package io.github.maestroevents.config.internal.engine;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.FlowSettings;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.EnvelopePolicy;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The policies of one destination: what was written, over the defaults. */
final class PolicySettings {

  /** An empty text cannot be written. */
  private static final String NO_PREFIX = "none";

  private final ProviderSettings settings;
  private final boolean hasJournal;

  PolicySettings(ProviderSettings settings, boolean hasJournal) {
    this.settings = settings;
    this.hasJournal = hasJournal;
  }

  AcceptancePolicy acceptance() {
    AcceptancePolicy defaults = AcceptancePolicy.defaults();
    AcceptancePolicy level =
        text(
            CommonSettings.ACCEPTANCE,
            defaults,
            word -> defaults.withLevel(word(AcceptanceLevel.class, word)));
    AcceptancePolicy confirm =
        time(CommonSettings.CONFIRM_TIMEOUT, level, level::withConfirmTimeout);
    return time(CommonSettings.APPEND_TIMEOUT, confirm, confirm::withAppendTimeout);
  }

  EnvelopePolicy envelope() {
    EnvelopePolicy defaults = EnvelopePolicy.defaults();
    EnvelopePolicy source = text(CommonSettings.ENVELOPE_SOURCE, defaults, defaults::withSource);
    return text(
        CommonSettings.ENVELOPE_TYPE_PREFIX,
        source,
        prefix -> source.withTypePrefix(prefix.equals(NO_PREFIX) ? "" : prefix));
  }

  QueuePolicy queue() {
    QueuePolicy policy = hasJournal ? QueuePolicy.spilling() : QueuePolicy.defaults();
    QueuePolicy sized =
        number(FlowSettings.QUEUE_CAPACITY, policy, n -> policy.withCapacity(Math.toIntExact(n)));
    return text(
        FlowSettings.QUEUE_OVERFLOW,
        sized,
        overflow -> sized.withOverflow(word(OverflowPolicy.class, overflow)));
  }

  BatchPolicy batch() {
    BatchPolicy policy = BatchPolicy.defaults();
    BatchPolicy events =
        number(
            FlowSettings.BATCH_MAX_EVENTS, policy, n -> policy.withMaxEvents(Math.toIntExact(n)));
    BatchPolicy bytes = number(FlowSettings.BATCH_MAX_BYTES, events, events::withMaxBytes);
    return time(FlowSettings.BATCH_LINGER, bytes, bytes::withLinger);
  }

  InFlightPolicy inFlight() {
    InFlightPolicy policy = InFlightPolicy.defaults();
    InFlightPolicy batches =
        number(
            FlowSettings.IN_FLIGHT_MAX_BATCHES,
            policy,
            n -> policy.withMaxBatches(Math.toIntExact(n)));
    InFlightPolicy events =
        number(
            FlowSettings.IN_FLIGHT_MAX_EVENTS,
            batches,
            n -> batches.withMaxEvents(Math.toIntExact(n)));
    InFlightPolicy bytes = number(FlowSettings.IN_FLIGHT_MAX_BYTES, events, events::withMaxBytes);
    return share(FlowSettings.IN_FLIGHT_TROUBLE_SHARE, bytes, bytes::withTroubleShare);
  }

  RetryPolicy retry() {
    RetryPolicy defaults = hasJournal ? RetryPolicy.unlimited() : RetryPolicy.defaults();
    RetryPolicy delays =
        defaults.withDelays(
            settings.duration(FlowSettings.RETRY_INITIAL_DELAY).orElse(defaults.initialDelay()),
            settings.duration(FlowSettings.RETRY_MAX_DELAY).orElse(defaults.maxDelay()));
    RetryPolicy attempts =
        number(
            FlowSettings.RETRY_MAX_ATTEMPTS,
            delays,
            n -> delays.withMaxAttempts(Math.toIntExact(n)));
    return time(FlowSettings.RETRY_MAX_AGE, attempts, attempts::withMaxAge);
  }

  CircuitBreakerPolicy circuitBreaker() {
    if (!settings.flag(FlowSettings.CIRCUIT_ENABLED).orElse(true)) {
      return CircuitBreakerPolicy.disabled();
    }
    CircuitBreakerPolicy defaults = CircuitBreakerPolicy.defaults();
    CircuitBreakerPolicy window =
        defaults.withWindow(
            (int) settings.number(FlowSettings.CIRCUIT_WINDOW).orElse(defaults.window()),
            (int) settings.number(FlowSettings.CIRCUIT_MIN_CALLS).orElse(defaults.minCalls()));
    CircuitBreakerPolicy rate =
        share(FlowSettings.CIRCUIT_FAILURE_RATE, window, window::withFailureRate);
    CircuitBreakerPolicy slow =
        rate.withSlowCalls(
            settings.duration(FlowSettings.CIRCUIT_SLOW_CALL).orElse(rate.slowCall()),
            settings.share(FlowSettings.CIRCUIT_SLOW_CALL_RATE).orElse(rate.slowCallRate()));
    CircuitBreakerPolicy open = time(FlowSettings.CIRCUIT_OPEN_FOR, slow, slow::withOpenFor);
    return time(FlowSettings.CIRCUIT_MAX_OPEN_FOR, open, open::withMaxOpenFor);
  }

  JournalPolicy journal() {
    JournalPolicy defaults = JournalPolicy.defaults();
    JournalPolicy full =
        text(
            CommonSettings.JOURNALING_WHEN_FULL,
            defaults,
            when -> defaults.withWhenFull(word(JournalPolicy.WhenFull.class, when)));
    JournalPolicy batch =
        full.withMaxBatch(
            (int)
                settings
                    .number(CommonSettings.JOURNALING_MAX_BATCH_EVENTS)
                    .orElse(full.maxBatchEvents()),
            settings
                .number(CommonSettings.JOURNALING_MAX_BATCH_BYTES)
                .orElse(full.maxBatchBytes()));
    JournalPolicy ahead =
        batch.withReadAhead(
            (int)
                settings
                    .number(CommonSettings.JOURNALING_READ_AHEAD_EVENTS)
                    .orElse(batch.readAheadEvents()),
            settings
                .number(CommonSettings.JOURNALING_READ_AHEAD_BYTES)
                .orElse(batch.readAheadBytes()));
    return time(CommonSettings.JOURNALING_ADOPT_INTERVAL, ahead, ahead::withAdoptInterval);
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private <P> P text(Setting setting, P policy, Function<String, P> with) {
    Optional<String> written = settings.text(setting);
    return written.isPresent() ? with.apply(written.get()) : policy;
  }

  private <P> P number(Setting setting, P policy, LongFunction<P> with) {
    return settings.number(setting).isPresent()
        ? with.apply(settings.number(setting).getAsLong())
        : policy;
  }

  private <P> P share(Setting setting, P policy, DoubleFunction<P> with) {
    return settings.share(setting).isPresent()
        ? with.apply(settings.share(setting).getAsDouble())
        : policy;
  }

  private <P> P time(Setting setting, P policy, Function<Duration, P> with) {
    Optional<Duration> written = settings.duration(setting);
    return written.isPresent() ? with.apply(written.get()) : policy;
  }
}
