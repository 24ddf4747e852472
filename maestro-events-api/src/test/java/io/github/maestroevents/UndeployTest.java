package io.github.maestroevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A host's threads outlive the application that brings the library, as in a servlet container.
 * After it is gone, nothing of it may hang on those threads, or on libraries that stay.
 */
class UndeployTest {

  private static final Class<?>[] JACKSON = {
    JsonInclude.class, JsonFactory.class, ObjectMapper.class
  };
  private static final Class<?>[] APPLICATION = {
    MaestroNotificationPublisher.class, EveryCall.class
  };

  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

  @Test
  void library_leavesNothingOnAThread_whenItGoesWithItsJackson() throws Exception {
    try (URLClassLoader nothing = new URLClassLoader(new URL[0], platform())) {
      URL[] all =
          Stream.of(urls(JACKSON), urls(APPLICATION)).flatMap(Stream::of).toArray(URL[]::new);

      assertThat(isCollectable(all, nothing)).isTrue();
    }
  }

  @Test
  void library_leavesNothingInJackson_whenThatStays() throws Exception {
    try (URLClassLoader jackson = new URLClassLoader(urls(JACKSON), platform())) {
      assertThat(isCollectable(urls(APPLICATION), jackson)).isTrue();
    }
  }

  private boolean isCollectable(URL[] application, ClassLoader parent) throws Exception {
    ExecutorService longLiving = Executors.newSingleThreadExecutor();
    try {
      // Started before the application is there, so that it does not inherit anything of it.
      longLiving.submit(() -> {}).get();
      Reference<ClassLoader> loader = useAndDrop(application, parent, longLiving);
      return Garbage.takes(loader, collected);
    } finally {
      longLiving.shutdownNow();
      Reference.reachabilityFence(parent);
    }
  }

  private Reference<ClassLoader> useAndDrop(
      URL[] application, ClassLoader parent, ExecutorService thread) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(application, parent)) {
      Class<?> host = loader.loadClass(EveryCall.class.getName());
      assertThat(host.getClassLoader() == loader).isTrue(); // AssertJ keeps what it is shown
      thread.submit((Runnable) host.getConstructor().newInstance()).get();
      return new WeakReference<>(loader, collected);
    }
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL[] urls(Class<?>[] ofJars) {
    return Stream.of(ofJars)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .toArray(URL[]::new);
  }
}
