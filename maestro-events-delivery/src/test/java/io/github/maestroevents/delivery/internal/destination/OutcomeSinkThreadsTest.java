package io.github.maestroevents.delivery.internal.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Several threads of a destination report every event of a batch, each in an order of its own,
 * while the delivery thread settles. The races: two first outcomes of one event; a report between
 * the look and the park of the delivery thread; a report while the engine gives up.
 */
class OutcomeSinkThreadsTest {

  private static final DeliveryOutcome LOST =
      DeliveryOutcome.retryLater(new IOException("no answer in time"));

  /** Settles what is answered, and parks for want of an answer, as the engine does. */
  private static final class DeliverySide extends Thread {

    private final Answers answers;
    private final InFlightBatch batch;
    private final int givesUpAfter;
    final List<DeliveryOutcome> outcomes;
    final List<Integer> settledTwice = Collections.synchronizedList(new ArrayList<>());

    DeliverySide(Answers answers, InFlightBatch batch, int givesUpAfter) {
      this.answers = answers;
      this.batch = batch;
      this.givesUpAfter = givesUpAfter;
      this.outcomes = new ArrayList<>(Collections.nCopies(batch.size(), null));
      answers.onAwaited(() -> LockSupport.unpark(this));
      setDaemon(true);
    }

    @Override
    public void run() {
      for (int looks = 0; !batch.isSettled(); looks++) {
        if (looks == givesUpAfter) {
          batch.answerRest(LOST);
          settle();
          break;
        }
        answers.await(true);
        while (answers.isEmpty()) {
          LockSupport.park(this);
        }
        answers.await(false);
        while (answers.next() != null) {
          settle();
        }
      }
      batch.letGo();
    }

    private void settle() {
      for (int event = batch.nextAnswered(0); event >= 0; event = batch.nextAnswered(event + 1)) {
        if (outcomes.set(event, batch.outcome(event)) != null) {
          settledTwice.add(event);
        }
        batch.settled(event);
      }
    }
  }

  @Property(tries = 300)
  void eachEvent_hasExactlyOneOutcome_whoeverReportsAndWhenever(
      @ForAll @IntRange(min = 1, max = 30) int events,
      @ForAll @IntRange(min = 1, max = 4) int reporters,
      @ForAll @IntRange(min = 0, max = 6) int givesUpAfter,
      @ForAll long seed)
      throws InterruptedException {
    Answers answers = new Answers();
    InFlightBatch batch = new InFlightBatch(1, OutcomeSinkPropertiesTest.pending(events), false, 0);
    AnswerSheet sheet = new AnswerSheet(answers, batch);
    batch.heldBy(sheet);
    DeliverySide delivery = new DeliverySide(answers, batch, givesUpAfter);
    Set<DeliveryOutcome> reported = ConcurrentHashMap.newKeySet();
    CyclicBarrier together = new CyclicBarrier(reporters + 1);
    CountDownLatch done = new CountDownLatch(reporters);
    for (int reporter = 0; reporter < reporters; reporter++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, events).boxed().toList());
      Collections.shuffle(order, new Random(seed + reporter));
      String name = "reporter " + reporter;
      start(
          () -> {
            meet(together);
            for (int event : order) {
              DeliveryOutcome outcome = DeliveryOutcome.rejected(new IOException(name));
              reported.add(outcome);
              sheet.report(event, outcome);
            }
            done.countDown();
          });
    }
    delivery.start();
    meet(together);
    delivery.join(Deadline.LONG.toMillis());
    assertThat(delivery.isAlive()).as("parked beside an answer").isFalse();
    Deadline.await(done);

    assertThat(delivery.settledTwice).isEmpty();
    assertThat(batch.isSettled()).isTrue();
    for (int event = 0; event < events; event++) {
      DeliveryOutcome outcome = delivery.outcomes.get(event);
      assertThat(batch.outcome(event)).as("what was settled stays").isSameAs(outcome);
      assertThat(outcome == LOST || reported.contains(outcome)).as("%s", outcome).isTrue();
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private static void meet(CyclicBarrier together) {
    try {
      together.await();
    } catch (Exception broken) { // nobody breaks or interrupts it
      throw new AssertionError(broken);
    }
  }
}
