package io.github.maestroevents.delivery.internal.intake;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.filter.EventTransformer;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.thread.BoundedCall;
import io.github.maestroevents.delivery.internal.thread.CallingThread;
import io.github.maestroevents.delivery.internal.travel.EncodingRule;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A host's transformer, held to its rules: told when the publisher is built if it breaks them, and
 * in the log if it breaks them later. No event is lost for that. Any thread.
 */
final class Transformation {

  private static final SafeLogger LOG = SafeLogger.of(EventTransformer.class);

  /** A transformer that makes up names would fill the log. */
  private static final int MAX_TOLD = 16;

  private final String destination;
  private final EventTransformer transformer;

  /** The names of the attributes that the log has told of. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Transformation(String destination, EventTransformer transformer) {
    this.destination = destination;
    this.transformer = transformer;
  }

  /**
   * Calls it with an event of each type that the filter accepts. Not on the caller's thread, which
   * must not hang: a transformer that takes longer than {@link TimeLimits#TRIAL_NANOS} is left
   * alone, which is logged, and called with no further event.
   *
   * @throws IllegalArgumentException if it changes what it may not
   */
  void tryOut(EventFilter filter, EncodingRule rule) {
    BoundedCall.run(
            isLeftAlone -> tryEachType(filter, rule, isLeftAlone),
            CallingThread.PREFIX + LogText.id(destination) + "-trial",
            transformer.getClass().getClassLoader(),
            TimeLimits.TRIAL_NANOS)
        .ifPresent(this::tellOfNoTrial);
  }

  private void tellOfNoTrial(String why) {
    LOG.warn(
        "The transformer of destination '{}' was not tried to the end when the publisher was"
            + " built: {}. Perhaps its class, or a lock that it takes, waits for the thread that"
            + " builds. If it does what it may not, that is logged when it first does so",
        LogText.id(destination),
        why);
  }

  private void tryEachType(EventFilter filter, EncodingRule rule, BooleanSupplier isLeftAlone) {
    EncodingRule sound = new EncodingRule(OrderingKey.byWorkflowRun(), rule.envelope());
    for (MaestroEvent sample : SampleEvents.ofEachType()) {
      EncodedEvent encoded = sound.encode(sample);
      Map<String, String> wanted = null;
      try {
        boolean isMeant = !isLeftAlone.getAsBoolean() && filter.accepts(sample);
        if (isLeftAlone.getAsBoolean()) { // perhaps for long: the publisher is alive by now
          return;
        }
        wanted = isMeant ? transformer.transform(sample, encoded.attributes()) : null;
      } catch (Throwable notForThisOne) { // the host's code, made for the host's own events
        continue;
      }
      if (wanted != null) {
        refuseIfForbidden(encoded, wanted);
      }
    }
  }

  private void refuseIfForbidden(EncodedEvent sample, Map<String, String> wanted) {
    try {
      EncodedEvent unused = sample.withAttributes(wanted);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException(
          "The transformer of destination '"
              + LogText.id(destination)
              + "' does what it may not, tried with an event of type "
              + sample.type()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Whether the host does not want the event at a publisher that takes no attributes. */
  boolean holdsBack(MaestroEvent event) {
    return transformer.transform(event, Map.of()) == null;
  }

  /** The event with the attributes that the host wants; null if it is held back. */
  @Nullable EncodedEvent apply(MaestroEvent event, EncodedEvent encoded) {
    Map<String, String> wanted = transformer.transform(event, encoded.attributes());
    if (wanted == null) {
      return null;
    }
    try {
      return encoded.withAttributes(wanted);
    } catch (IllegalArgumentException | NullPointerException forbidden) {
      return encoded.withAttributes(permitted(encoded, wanted));
    }
  }

  /** What it wants without what it may not: such attributes are those of the event, or none. */
  private Map<String, String> permitted(EncodedEvent encoded, Map<String, String> wanted) {
    Map<String, String> permitted = new LinkedHashMap<>();
    wanted.forEach(
        (name, value) -> {
          String own = name == null ? null : encoded.attributes().get(name);
          if (isPermitted(encoded, name, value, own)) {
            permitted.put(name, value);
          } else if (own != null) {
            permitted.put(name, own);
          }
        });
    return permitted;
  }

  private boolean isPermitted(
      EncodedEvent encoded, @Nullable String name, @Nullable String value, @Nullable String own) {
    if (value != null && value.equals(own)) {
      return true;
    }
    try {
      EncodedEvent.requireSettable(
          requireNonNull(name, "attribute name"), requireNonNull(value, () -> "value of " + name));
      return true;
    } catch (IllegalArgumentException | NullPointerException e) {
      tell(encoded, String.valueOf(name), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void tell(EncodedEvent event, String name, String why) {
    if (told.size() < MAX_TOLD && told.add(name)) {
      LOG.error(
          "The transformer of destination '{}' does what it may not. {}. The event goes with its"
              + " other changes, and this is said once for each attribute; first: {}",
          LogText.id(destination),
          why,
          event);
    }
  }
}
