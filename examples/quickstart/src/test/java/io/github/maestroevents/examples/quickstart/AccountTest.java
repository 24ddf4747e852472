package io.github.maestroevents.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountTest {

  private static final OfferedEvent A1 = new OfferedEvent("a1", "a", 0, "{1}");
  private static final OfferedEvent B1 = new OfferedEvent("b1", "b", 1, "{2}");
  private static final OfferedEvent A2 = new OfferedEvent("a2", "a", 2, "{3}");
  private static final List<OfferedEvent> OFFERED = List.of(A1, B1, A2);

  @Test
  void account_isClean_whenEveryEventWasReadOnceInTheOrderOfItsKey() {
    Account account = account(Samples.delivered(3), read(B1), read(A1), read(A2));

    assertThat(account.balanced()).isTrue();
    assertThat(account.read()).isEqualTo(3);
    assertThat(account.keys()).isEqualTo(2);
    assertThat(Verdict.faults(account, Samples.outage())).isEmpty();
  }

  @Test
  void account_countsAnEventAsLost_whenItWasAcceptedAndNotRead() {
    Account account = account(Samples.delivered(3), read(A1), read(A2));

    assertThat(account.lost()).isEqualTo(1);
    assertThat(Verdict.faults(account, Samples.outage())).containsExactly("1 event(s) lost");
  }

  @Test
  void account_doesNotCallDroppedEventsLost() {
    Account account = account(Samples.dropped(2, 1), read(A1), read(A2));

    assertThat(account.balanced()).isTrue();
    assertThat(account.missing()).isEqualTo(1);
    assertThat(account.lost()).isZero();
    assertThat(Verdict.faults(account, Samples.outage()))
        .containsExactly("1 event(s) dropped, the queue was full");
  }

  @Test
  void account_doesNotCallDeadLetteredEventsLost() {
    Account account =
        Account.of(
            Samples.deadLettered(2, 1),
            OFFERED,
            0,
            Set.of("b1"),
            List.of(read(A1), read(A2)),
            List.of(read(A1), read(A2)));

    assertThat(account.lost()).isZero();
    assertThat(Verdict.faults(account, Samples.outage()))
        .containsExactly("1 event(s) dead-lettered");
  }

  @Test
  void account_countsDuplicatesBeforeAndAfterTheFilter() {
    List<ReadEvent> read = List.of(read(A1), read(A1), read(B1), read(A2));

    Account account =
        Account.of(
            Samples.delivered(3),
            OFFERED,
            0,
            Set.of(),
            read,
            read.stream().filter(new DuplicateFilter(10)).toList());

    assertThat(account.duplicates()).isEqualTo(1);
    assertThat(account.duplicatesLeft()).isZero();
    assertThat(account.outOfOrder()).isZero();
    assertThat(Verdict.faults(account, Samples.outage())).isEmpty();
  }

  @Test
  void account_findsDuplicatesThatAFilterWithTooShortAMemoryLetsThrough() {
    List<ReadEvent> read = List.of(read(A1), read(B1), read(A2), read(A1));

    Account account =
        Account.of(
            Samples.delivered(3),
            OFFERED,
            0,
            Set.of(),
            read,
            read.stream().filter(new DuplicateFilter(2)).toList());

    assertThat(account.duplicatesLeft()).isEqualTo(1);
    assertThat(Verdict.faults(account, Samples.outage()))
        .contains("1 event(s) duplicated behind the consumer's filter");
  }

  @Test
  void account_countsAnEventAsOutOfOrder_whenALaterOneOfItsKeyWasReadFirst() {
    Account account = account(Samples.delivered(3), read(A2), read(A1), read(B1));

    assertThat(account.outOfOrder()).isEqualTo(1);
    assertThat(Verdict.faults(account, Samples.outage()))
        .containsExactly("1 event(s) out of order");
  }

  @Test
  void account_countsAnEventAsAltered_whenItsJsonOrItsKeyIsAnother() {
    Account account =
        account(
            Samples.delivered(3),
            new ReadEvent("a1", "a", "{x}"),
            new ReadEvent("b1", "x", "{2}"),
            read(A2));

    assertThat(account.altered()).isEqualTo(2);
  }

  @Test
  void account_countsIdsThatNobodyOffered() {
    Account account =
        account(Samples.delivered(3), read(A1), read(B1), read(A2), new ReadEvent("", "a", "{4}"));

    assertThat(account.unknown()).isEqualTo(1);
  }

  @Test
  void account_doesNotBalance_whenThePublisherCountsOtherThanItsCallers() {
    Account account = account(Samples.delivered(4), read(A1), read(B1), read(A2));

    assertThat(account.balanced()).isFalse();
    assertThat(Verdict.faults(account, Samples.outage()))
        .singleElement()
        .asString()
        .startsWith("the publisher's stats do not balance");
  }

  private static Account account(DeliveryStats stats, ReadEvent... read) {
    return Account.of(stats, OFFERED, 0, Set.of(), List.of(read), List.of(read));
  }

  private static ReadEvent read(OfferedEvent event) {
    return new ReadEvent(event.id(), event.key(), event.json());
  }
}
