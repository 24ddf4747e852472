package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.config.internal.mistake.Mistake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nothing was opened, or nothing is open any more. The message holds no value. */
public final class NotOpenedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  NotOpenedException(List<Mistake> mistakes, @Nullable Throwable cause) {
    super("not opened", cause);
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
