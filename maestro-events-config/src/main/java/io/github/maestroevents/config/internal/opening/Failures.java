package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.config.internal.catalog.ForeignText;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.source.Entry;
import org.jspecify.annotations.Nullable;

/** What has gone wrong in an opening so far. Confined to one thread. */
final class Failures {

  private final Mistakes mistakes = new Mistakes();
  private @Nullable Throwable cause;

  /**
   * @param what stands before the words, or the classes, of what was thrown
   */
  void add(Entry entry, String what, Throwable thrown) {
    ForeignText.rethrowFatal(thrown);
    mistakes.add(
        entry.key(),
        entry.origin(),
        what + ": " + ForeignText.of(thrown),
        ForeignText.remedy(thrown));
    cause = cause == null ? ForeignText.withoutWords(thrown) : cause;
  }

  void endIfAny() throws NotOpenedException {
    if (!mistakes.isEmpty()) {
      throw new NotOpenedException(mistakes.list(), cause);
    }
  }
}
