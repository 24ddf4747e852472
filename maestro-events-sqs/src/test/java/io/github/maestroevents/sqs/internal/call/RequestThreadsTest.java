package io.github.maestroevents.sqs.internal.call;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class RequestThreadsTest {

  @Test
  void threads_seeTheSdk_whateverSeesThoseThatMadeThem() throws Exception {
    Thread maker = Thread.currentThread();
    ClassLoader before = maker.getContextClassLoader();
    maker.setContextClassLoader(ClassLoader.getPlatformClassLoader()); // sees no SDK
    CompletableFuture<ClassLoader> ofRequests = new CompletableFuture<>();
    CompletableFuture<ClassLoader> ofTimer = new CompletableFuture<>();
    try (RequestThreads threads = new RequestThreads()) {
      threads.run(() -> ofRequests.complete(Thread.currentThread().getContextClassLoader()));
      threads.alarm(
          () -> ofTimer.complete(Thread.currentThread().getContextClassLoader()), Duration.ZERO);

      for (ClassLoader loader :
          new ClassLoader[] {ofRequests.get(1, MINUTES), ofTimer.get(1, MINUTES)}) {
        assertThat(loader.loadClass(SqsAsyncClient.class.getName())).isSameAs(SqsAsyncClient.class);
      }
    } finally {
      maker.setContextClassLoader(before);
    }
  }
}
