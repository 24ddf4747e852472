package io.github.maestroevents.config.internal.plan;

import static io.github.maestroevents.config.internal.catalog.CommonSettings.ACCEPTANCE;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.APPEND_TIMEOUT;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.CONFIRM_TIMEOUT;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.FILTER_CLUSTERS;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.FILTER_TYPES;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.FILTER_WORKFLOWS;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.JOURNAL;
import static io.github.maestroevents.config.internal.catalog.CommonSettings.REQUIRED;
import static io.github.maestroevents.config.internal.catalog.FlowSettings.CIRCUIT_ENABLED;
import static io.github.maestroevents.config.internal.catalog.FlowSettings.CIRCUIT_MAX_OPEN_FOR;
import static io.github.maestroevents.config.internal.catalog.FlowSettings.CIRCUIT_MIN_CALLS;
import static io.github.maestroevents.config.internal.catalog.FlowSettings.CIRCUIT_OPEN_FOR;
import static io.github.maestroevents.config.internal.catalog.FlowSettings.CIRCUIT_WINDOW;
import static io.github.maestroevents.config.internal.catalog.FlowSettings.QUEUE_OVERFLOW;
import static io.github.maestroevents.config.internal.catalog.FlowSettings.RETRY_INITIAL_DELAY;
import static io.github.maestroevents.config.internal.catalog.FlowSettings.RETRY_MAX_DELAY;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.ForeignText;
import io.github.maestroevents.config.internal.engine.EngineSettings;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.config.internal.value.TimeText;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.spi.EnvelopePolicy;
import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Settings of one destination that are right alone and not together. What is written for all
 * destinations may be of no use to one of them; what is written for one must be of use.
 */
final class Contradictions {

  private static final Pattern MAESTROS = Pattern.compile("[A-Z][A-Z0-9_]*");

  private static final List<String> EVENT_TYPES =
      Arrays.stream(EventType.values())
          .filter(type -> type != EventType.UNKNOWN)
          .map(EventType::name)
          .toList();

  private final DestinationPlan plan;
  private final Mistakes mistakes;

  Contradictions(DestinationPlan plan, Mistakes mistakes) {
    this.plan = plan;
    this.mistakes = mistakes;
  }

  void check() {
    filters();
    envelope();
    acceptance();
    journal();
    deadLetters();
    ranges();
    if (plan.isForDeadLetters()) {
      placeOfDeadLetters();
    }
    if (!plan.isSpoilt()) {
      anythingElse();
    }
  }

  private void filters() {
    for (String type : plan.values().list(FILTER_TYPES)) {
      if (isMistyped(type)) {
        tell(
            FILTER_TYPES,
            "has a word that is no event type",
            NearestName.of(type, EVENT_TYPES)
                .or(() -> EVENT_TYPES.stream().filter(name -> name.contains(type)).findFirst())
                .map(name -> "did you mean " + name + "?")
                .orElse("a host's type without a dot is written as a pattern, with * behind it"));
        break;
      }
    }
    for (String cluster : plan.values().list(FILTER_CLUSTERS)) {
      if (cluster.contains("*") || cluster.contains("?") || cluster.startsWith("!")) {
        tell(FILTER_CLUSTERS, "takes whole names, and no pattern", "");
        break;
      }
    }
    for (String glob : plan.values().list(FILTER_WORKFLOWS)) {
      if (glob.equals("!")) {
        tell(FILTER_WORKFLOWS, "has a ! with no pattern behind it", "");
      }
    }
  }

  /** A word as Maestro writes its types, or nearly one, and no pattern. */
  private static boolean isMistyped(String type) {
    return EventType.ofWireType(type) == EventType.UNKNOWN
        && (MAESTROS.matcher(type).matches() || NearestName.slip(type, EVENT_TYPES).isPresent());
  }

  private void envelope() {
    Optional<String> source = plan.values().text(CommonSettings.ENVELOPE_SOURCE);
    if (source.isPresent() && isRefused(() -> EnvelopePolicy.defaults().withSource(source.get()))) {
      tell(
          CommonSettings.ENVELOPE_SOURCE,
          "must be a URI reference in ASCII, in which {cluster} may stand once",
          "");
    } else if (isRefused(() -> EngineSettings.envelope(plan.values()))) {
      tell(CommonSettings.ENVELOPE_TYPE_PREFIX, "must not have control characters", "");
    }
  }

  /** Its words may quote the value. */
  private static boolean isRefused(Supplier<EnvelopePolicy> policy) {
    try {
      var unused = policy.get();
      return false;
    } catch (IllegalArgumentException refused) {
      return true;
    }
  }

  private void acceptance() {
    String level = plan.values().text(ACCEPTANCE).orElse("memory");
    boolean hasJournal = hasJournal();
    if (level.equals("journaled") && !hasJournal) {
      tell(ACCEPTANCE, "journaled needs a journal", "set journal, or another acceptance");
    }
    if (level.equals("confirmed") && hasJournal) {
      tell(
          plan.own(ACCEPTANCE).isPresent() ? ACCEPTANCE : JOURNAL,
          "a journal is of no use under acceptance=confirmed, where the caller keeps the event"
              + " until it is delivered",
          "set journal=none, or another acceptance");
    }
    if (!level.equals("confirmed")) {
      isOfNoUse(CONFIRM_TIMEOUT, "under acceptance=" + level, "set acceptance=confirmed");
    }
    if (!level.equals("journaled")) {
      isOfNoUse(APPEND_TIMEOUT, "under acceptance=" + level, "set acceptance=journaled");
    }
    if (level.equals("confirmed") && !plan.isRequired() && plan.own(ACCEPTANCE).isPresent()) {
      tell(ACCEPTANCE, "nobody waits for a destination that is not required", "");
    }
    plan.values().text(QUEUE_OVERFLOW).ifPresent(overflow -> overflow(overflow, level, hasJournal));
  }

  private void overflow(String overflow, String level, boolean hasJournal) {
    if (overflow.equals("spill") && !hasJournal) {
      tell(QUEUE_OVERFLOW, "spill needs a journal", "set journal, or another overflow");
    } else if (!overflow.equals("spill") && hasJournal && level.equals("memory")) {
      tell(
          QUEUE_OVERFLOW,
          "must be spill: under acceptance=memory the journal takes what the queue cannot hold",
          "leave it out, or set journal=none");
    }
  }

  /** Or one that is wrong, which has been told. */
  private boolean hasJournal() {
    return plan.journal().isPresent() || plan.isSpoilt(JOURNAL.name());
  }

  private void journal() {
    Optional<String> type = plan.journal().map(journal -> journal.type().type());
    plan.own()
        .forEach(
            (name, entry) -> {
              if (!hasJournal() && name.startsWith("journaling.")) {
                tell(entry, "is of no use without a journal", "set journal");
              }
            });
    plan.journalSettings()
        .forEach(
            (name, owner) -> {
              Optional<Entry> entry = Optional.ofNullable(plan.own().get(name));
              if (entry.isPresent() && !plan.isSpoilt(JOURNAL.name())) {
                if (type.isEmpty()) {
                  tell(entry.get(), "is of no use without a journal", "set journal");
                } else if (!type.get().equals(owner)) {
                  tell(
                      entry.get(),
                      "is a setting of " + owner + " journals, but the journal is of " + type.get(),
                      "leave it out");
                }
              }
            });
  }

  private void deadLetters() {
    if (plan.deadLetters().file().isEmpty() && !plan.isSpoilt(CommonSettings.DEAD_LETTERS.name())) {
      for (Setting setting :
          List.of(
              CommonSettings.DEAD_LETTER_FILE_MAX_BYTES,
              CommonSettings.DEAD_LETTER_FILE_MAX_FILES)) {
        isOfNoUse(setting, "without a file of dead letters", "set dead-letters=file:/path");
      }
    }
  }

  private void ranges() {
    Duration initial = time(RETRY_INITIAL_DELAY, RetryPolicy.DEFAULT_INITIAL_DELAY);
    Duration longest = time(RETRY_MAX_DELAY, RetryPolicy.DEFAULT_MAX_DELAY);
    if (initial.compareTo(longest) > 0) {
      atMost(RETRY_INITIAL_DELAY, RETRY_MAX_DELAY, text(longest), text(initial));
    }
    if (!plan.values().flag(CIRCUIT_ENABLED).orElse(true)) {
      CommonSettings.ALL.stream()
          .filter(setting -> setting.name().startsWith("circuit-breaker."))
          .filter(setting -> setting != CIRCUIT_ENABLED)
          .forEach(setting -> isOfNoUse(setting, "under circuit-breaker.enabled=false", ""));
      return;
    }
    long window = plan.values().number(CIRCUIT_WINDOW).orElse(CircuitBreakerPolicy.DEFAULT_WINDOW);
    long calls =
        plan.values().number(CIRCUIT_MIN_CALLS).orElse(CircuitBreakerPolicy.DEFAULT_MIN_CALLS);
    if (calls > window) {
      atMost(CIRCUIT_MIN_CALLS, CIRCUIT_WINDOW, Long.toString(window), Long.toString(calls));
    }
    Optional<Duration> mostOpen = plan.values().duration(CIRCUIT_MAX_OPEN_FOR);
    Duration open = time(CIRCUIT_OPEN_FOR, CircuitBreakerPolicy.DEFAULT_OPEN_FOR);
    if (mostOpen.isPresent() && open.compareTo(mostOpen.get()) > 0) {
      atMost(CIRCUIT_OPEN_FOR, CIRCUIT_MAX_OPEN_FOR, text(mostOpen.get()), text(open));
    }
  }

  private Duration time(Setting setting, Duration byDefault) {
    return plan.values().duration(setting).orElse(byDefault);
  }

  private static String text(Duration time) {
    return TimeText.of(time.toMillis());
  }

  /** Told of whichever was written. */
  private void atMost(Setting smaller, Setting larger, String bound, String value) {
    if (plan.entry(smaller.name()).isPresent()) {
      tell(smaller, "must be at most " + larger.name() + ", which is " + bound, "");
    } else {
      tell(larger, "must be at least " + smaller.name() + ", which is " + value, "");
    }
  }

  private void placeOfDeadLetters() {
    String why = "for a destination that takes the dead letters of another, and nothing else";
    isOfNoUse(REQUIRED, why, "leave it out");
    CommonSettings.ALL.stream()
        .filter(setting -> setting.name().startsWith("filter."))
        .forEach(setting -> isOfNoUse(setting, why, "leave it out"));
    if (plan.own(ACCEPTANCE).isPresent()
        && plan.values().text(ACCEPTANCE).orElse("").equals("confirmed")) {
      tell(ACCEPTANCE, "nobody waits for a destination of dead letters", "leave it out");
    }
  }

  /** What the builder itself refuses; none of its words quote a text. */
  private void anythingElse() {
    try {
      EngineSettings.apply(
          plan.values(),
          plan.journal().isPresent(),
          NonBlockingNotificationPublisher.builder(event -> {}));
      var unused = EngineSettings.journal(plan.values());
    } catch (IllegalArgumentException refused) {
      mistakes.add(plan.typeEntry().key(), plan.typeEntry().origin(), ForeignText.of(refused));
    }
  }

  private void isOfNoUse(Setting setting, String where, String remedy) {
    plan.own(setting).ifPresent(entry -> tell(entry, "is of no use " + where, remedy));
  }

  private void tell(Setting setting, String problem, String remedy) {
    plan.spoil(setting.name());
    tell(plan.entry(setting.name()).orElse(plan.typeEntry()), problem, remedy);
  }

  private void tell(Entry entry, String problem, String remedy) {
    mistakes.add(entry.key(), entry.origin(), problem, remedy);
  }
}
