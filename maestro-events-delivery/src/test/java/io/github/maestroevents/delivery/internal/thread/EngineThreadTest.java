package io.github.maestroevents.delivery.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EngineThreadTest {

  private static final InheritableThreadLocal<String> OF_THE_BUILDER =
      new InheritableThreadLocal<>();

  /** What a thread found when it ran. */
  private record Found(
      boolean daemon, int priority, ClassLoader loader, String local, boolean isOurs) {}

  @Test
  void thread_inheritsNothing_fromTheThreadThatBuildsIt() throws Exception {
    try (URLClassLoader buildersLoader = new URLClassLoader(new URL[0])) {
      AtomicReference<Found> found = new AtomicReference<>();
      ClassLoader given = EngineThreadTest.class.getClassLoader();
      Thread builder =
          new Thread(
              () -> {
                OF_THE_BUILDER.set("of the builder");
                run(new EngineThread(() -> found.set(look()), "name", given));
              });
      builder.setDaemon(false);
      builder.setPriority(Thread.MAX_PRIORITY);
      builder.setContextClassLoader(buildersLoader);
      run(builder);

      assertThat(found.get()).isEqualTo(new Found(true, Thread.NORM_PRIORITY, given, null, true));
    }
  }

  @Test
  void hook_inheritsNothing_andActsForTheHost() {
    AtomicReference<Found> found = new AtomicReference<>();
    OF_THE_BUILDER.set("of the builder");
    try {
      run(EngineThread.hook(() -> found.set(look()), "hook", null));
    } finally {
      OF_THE_BUILDER.remove();
    }
    assertThat(found.get().local()).isNull();
    assertThat(found.get().loader()).isNull();
    assertThat(found.get().isOurs()).isFalse();
  }

  @Test
  void isCurrent_isFalse_onAThreadOfTheHost() {
    assertThat(EngineThread.isCurrent()).isFalse();
  }

  @Test
  void uncaughtError_isLogged_withTheNameOfTheThread() {
    try (LogCapture log = LogCapture.of(EngineThread.class)) {
      run(
          new EngineThread(
              () -> {
                throw new AssertionError("nobody catches this");
              },
              "the-one",
              null));
      assertThat(log.lines()).singleElement().asString().contains("'the-one'");
    }
  }

  @Test
  void uncaughtError_isNobodyElses_whenTheLogFailsAsWell() {
    try (LogCapture log = LogCapture.of(EngineThread.class)) {
      log.fail();
      Thread thread =
          new EngineThread(
              () -> {
                throw new AssertionError("nobody catches this");
              },
              "the-one",
              null);
      run(thread);
      assertThat(thread.isAlive()).isFalse();
      assertThat(log.failures()).isEqualTo(1);
    }
  }

  private static Found look() {
    Thread thread = Thread.currentThread();
    return new Found(
        thread.isDaemon(),
        thread.getPriority(),
        thread.getContextClassLoader(),
        OF_THE_BUILDER.get(),
        EngineThread.isCurrent());
  }

  private static void run(Thread thread) {
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
