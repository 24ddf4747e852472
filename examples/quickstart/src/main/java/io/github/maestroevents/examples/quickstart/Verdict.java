package io.github.maestroevents.examples.quickstart;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a run of this program; nothing, if all went as the library promises. */
final class Verdict {

  private final List<String> faults = new ArrayList<>();

  private Verdict() {}

  /** Everything that is wrong, in a few words each. */
  static List<String> faults(Account account, Outage.Seen outage) {
    Verdict verdict = new Verdict();
    verdict.mustBeNone(account.refused(), "refused by send");
    verdict.mustBeNone(account.stats().dropped(), "dropped, the queue was full");
    verdict.mustBeNone(account.stats().deadLettered(), "dead-lettered");
    verdict.mustBeNone(account.stats().undelivered(), "still undelivered when all was closed");
    verdict.mustBeNone(account.lost(), "lost");
    verdict.mustBeNone(account.duplicatesLeft(), "duplicated behind the consumer's filter");
    verdict.mustBeNone(account.outOfOrder(), "out of order");
    verdict.mustBeNone(account.altered(), "altered on the way");
    verdict.mustBeNone(account.unknown(), "on the topic that nobody offered");
    verdict.must(account.balanced(), "the publisher's stats do not balance: " + account.stats());
    verdict.must(outage.happened(), "the outage did not really happen");
    return List.copyOf(verdict.faults);
  }

  private void mustBeNone(long events, String what) {
    must(events == 0, Figures.number(events) + " event(s) " + what);
  }

  private void must(boolean good, String fault) {
    if (!good) {
      faults.add(fault);
    }
  }
}
