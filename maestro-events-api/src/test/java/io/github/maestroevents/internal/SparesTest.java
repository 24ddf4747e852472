package io.github.maestroevents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SparesTest {

  @Test
  void take_givesWhatTheThreadGaveBack() {
    Spares<Object> spares = new Spares<>(Object::new);
    Object first = spares.take();

    spares.giveBack(first);

    assertThat(spares.take()).isSameAs(first);
  }

  @Test
  void take_makesAnother_whileTheFirstIsInUse() {
    Spares<Object> spares = new Spares<>(Object::new);

    assertThat(spares.take()).isNotSameAs(spares.take());
  }

  @Test
  void giveBack_letsGo_whenEnoughAreKept() {
    Spares<Object> spares = new Spares<>(Object::new);
    Set<Object> given = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      Object spare = new Object();
      given.add(spare);
      spares.giveBack(spare);
    }

    long kept = Stream.generate(spares::take).limit(1_000).filter(given::contains).count();

    assertThat(kept).isBetween(1L, (long) Spares.MAX_KEPT);
  }

  /** The race hunted: one object in the hands of two threads. */
  @Test
  void take_givesEachObjectToOneThread_fromManyThreads() throws Exception {
    Spares<AtomicBoolean> spares = new Spares<>(AtomicBoolean::new);
    Callable<Boolean> user =
        () -> {
          boolean wasAlone = true;
          for (int i = 0; i < 50_000; i++) {
            AtomicBoolean inUse = spares.take();
            wasAlone &= inUse.compareAndSet(false, true);
            inUse.set(false);
            spares.giveBack(inUse);
          }
          return wasAlone;
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Boolean> wasAlone :
          threads.invokeAll(List.of(user, user, user, user, user, user, user, user))) {
        assertThat(wasAlone.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
