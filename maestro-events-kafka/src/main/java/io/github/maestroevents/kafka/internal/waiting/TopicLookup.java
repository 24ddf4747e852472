package io.github.maestroevents.kafka.internal.waiting;

import io.github.maestroevents.kafka.internal.producer.ProducerSession;
import io.github.maestroevents.kafka.internal.producer.ProducerSource;
import io.github.maestroevents.kafka.internal.verdict.FailureVerdicts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the producer for the topics that batches wait for. The producer has its thread ask the
 * brokers, and makes whoever wants to know what is wrong with a topic wait for {@code
 * max.block.ms}. So all topics are asked for in each round, and only some are waited for, in turn,
 * the new ones first: hundreds of topics that are missing do not keep batches of others waiting.
 * Used by the helper thread alone.
 */
final class TopicLookup {

  private static final int MOST_WAITS_IN_A_ROUND = 10;

  private final ProducerSource source;
  private final MissingTopics missing;
  // What was heard last of the topics that are not known; the one asked for longest ago first.
  private final Map<String, Exception> unanswered = new LinkedHashMap<>();

  TopicLookup(ProducerSource source, MissingTopics missing) {
    this.source = source;
    this.missing = missing;
  }

  /**
   * Asks for topics, and waits as far as there is time in one round.
   *
   * @param wanted all topics that anybody waits for
   * @return why topics are not known yet; nothing of a topic that was not waited for yet
   */
  Map<String, Exception> ask(ProducerSession session, Set<String> wanted) {
    unanswered.keySet().retainAll(wanted);
    Map<String, Exception> failures = new HashMap<>(unanswered);
    // No answer yet may be told again; an answer that may have changed since may not.
    failures.values().removeIf(failure -> !(failure instanceof TimeoutException));
    List<String> turn = inTurn(wanted);
    Set<String> refused = new HashSet<>();
    for (String topic : turn) {
      Exception refusal = failure(topic, session, session::ask);
      if (refusal != null) {
        refused.add(topic);
        note(topic, refusal, failures);
      }
    }
    int waits = 0;
    for (String topic : turn) {
      if (session.knows(topic)) {
        note(topic, null, failures);
      } else if (waits < MOST_WAITS_IN_A_ROUND && !refused.contains(topic)) {
        waits++;
        note(topic, failure(topic, session, session::learn), failures);
      }
    }
    return failures;
  }

  private void note(String topic, @Nullable Exception failure, Map<String, Exception> failures) {
    unanswered.remove(topic);
    if (failure == null) {
      failures.remove(topic);
      missing.found(topic);
    } else {
      unanswered.put(topic, failure);
      failures.put(topic, failure);
      missing.heard(topic, failure);
    }
  }

  private List<String> inTurn(Set<String> wanted) {
    List<String> turn = new ArrayList<>(wanted);
    turn.removeAll(unanswered.keySet());
    turn.addAll(unanswered.keySet());
    return turn;
  }

  private @Nullable Exception failure(
      String topic, ProducerSession session, Consumer<String> question) {
    try {
      question.accept(topic);
      return null;
    } catch (RuntimeException e) {
      if (FailureVerdicts.isFatalWhenThrown(e)) {
        source.discard(session, e);
      }
      return e;
    }
  }
}
