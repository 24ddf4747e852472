package io.github.maestroevents.delivery.store;

import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node is with one destination, as it says itself: a snapshot. Ages are durations and not
 * times, since the machines' clocks may differ. Texts are kept on one line and bounded, whoever
 * wrote them.
 *
 * @param state a word, such as {@code HEALTHY}
 * @param reasons why, a sentence each; the first {@value #MAX_REASONS} are kept
 * @param undelivered events that are neither delivered nor given up, in memory or in the journal
 * @param oldestAge the age of the oldest of them, by the node's own clock; null if there is none
 * @param journalBytes what the node's journal holds
 * @param journalMaxBytes what it may hold
 * @param delivered events delivered within the window
 * @param lost events dead-lettered, dropped, discarded or quarantined within the window
 * @param window the last minutes that {@code delivered} and {@code lost} are of
 * @param version of this library there
 */
public record NodeReport(
    String state,
    List<String> reasons,
    long undelivered,
    @Nullable Duration oldestAge,
    long journalBytes,
    long journalMaxBytes,
    long delivered,
    long lost,
    Duration window,
    String version) {

  /** How many reasons are kept: {@value}. */
  public static final int MAX_REASONS = 5;

  private static final int MAX_REASON_CHARS = 300;
  private static final int MAX_WORD_CHARS = 60;

  public NodeReport {
    state = LogText.bounded(state, MAX_WORD_CHARS);
    version = LogText.bounded(version, MAX_WORD_CHARS);
    reasons =
        reasons.stream()
            .limit(MAX_REASONS)
            .map(reason -> LogText.bounded(reason, MAX_REASON_CHARS))
            .toList();
  }
}
