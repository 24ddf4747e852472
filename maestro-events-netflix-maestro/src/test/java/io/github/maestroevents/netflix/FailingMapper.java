package io.github.maestroevents.netflix;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Throws when it is to write. */
final class FailingMapper extends ObjectMapper {
  private static final long serialVersionUID = 1;

  private final transient Throwable failure;

  FailingMapper(Throwable failure) {
    this.failure = failure;
  }

  @Override
  public String writeValueAsString(Object value) {
    throw Sneaky.thrown(failure);
  }
}
