package io.github.maestroevents.examples.quickstart;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a consumer needs against duplicates: the event ids it saw last, in bounded memory. Not
 * thread-safe.
 */
final class DuplicateFilter implements Predicate<ReadEvent> {

  private final Map<String, Boolean> seen;

  DuplicateFilter(int rememberedIds) {
    this.seen =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > rememberedIds;
          }
        };
  }

  /** Whether this is the first time that the event is seen. */
  @Override
  public boolean test(ReadEvent event) {
    return seen.put(event.id(), true) == null;
  }
}
