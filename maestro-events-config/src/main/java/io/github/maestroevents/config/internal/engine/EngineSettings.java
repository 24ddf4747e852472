package io.github.maestroevents.config.internal.engine;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.FlowSettings;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.EnvelopePolicy;
import io.github.maestroevents.spi.provider.ProviderSettings;

/** Hands the settings of a destination to the builder of its publisher. */
public final class EngineSettings {

  private EngineSettings() {}

  /** All but journal and dead letters, which are objects. */
  public static void apply(
      ProviderSettings settings, boolean hasJournal, NonBlockingPublisherBuilder builder) {
    PolicySettings policies = new PolicySettings(settings, hasJournal);
    builder
        .name(settings.destination())
        .acceptance(policies.acceptance())
        .envelope(policies.envelope())
        .orderingKey(orderingKey(settings))
        .queue(policies.queue())
        .batch(policies.batch())
        .inFlight(policies.inFlight())
        .retry(policies.retry())
        .circuitBreaker(policies.circuitBreaker());
    FilterRules.of(settings).filter().ifPresent(builder::filter);
    settings.number(CommonSettings.MAX_EVENT_BYTES).ifPresent(builder::maxEventBytes);
    settings.duration(FlowSettings.BATCH_TIMEOUT).ifPresent(builder::batchTimeout);
    settings.duration(CommonSettings.CLOSE_TIMEOUT).ifPresent(builder::closeTimeout);
    settings.flag(CommonSettings.CLOSE_ON_SHUTDOWN).ifPresent(builder::closeOnShutdown);
  }

  /** How the journal of a destination is used. */
  public static JournalPolicy journal(ProviderSettings settings) {
    return new PolicySettings(settings, true).journal();
  }

  /** By which key events of a destination are kept in order. */
  public static OrderingKey orderingKey(ProviderSettings settings) {
    return settings.text(CommonSettings.ORDERING_KEY).orElse("").equals("workflow")
        ? OrderingKey.byWorkflow()
        : OrderingKey.byWorkflowRun();
  }

  /** What events of a destination call themselves. */
  public static EnvelopePolicy envelope(ProviderSettings settings) {
    return new PolicySettings(settings, false).envelope();
  }
}
