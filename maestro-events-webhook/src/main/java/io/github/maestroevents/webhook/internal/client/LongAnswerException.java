package io.github.maestroevents.webhook.internal.client;

import java.io.IOException;

/** Ends an exchange whose body nobody wants to read to its end. */
final class LongAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  LongAnswerException(Answer answer) {
    super("The answer has more bytes than are read");
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
