package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.sqs.scripted.ScriptedAnswer;
import io.github.maestroevents.sqs.scripted.ScriptedSqs;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;

/** A publisher that is built on a thread of any context class loader. */
class ContextClassLoaderTest {

  static Stream<Arguments> contexts() {
    return Stream.of(Sdk.values())
        .flatMap(
            sdk ->
                Stream.of(
                    Arguments.of(sdk, ClassLoader.getPlatformClassLoader()), // sees no SDK
                    Arguments.of(sdk, anotherCopy()), // sees another copy of it
                    Arguments.of(sdk, null)));
  }

  @ParameterizedTest
  @MethodSource("contexts")
  void eventIsDelivered_whateverTheContextClassLoader(Sdk sdk, ClassLoader context) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context);
    try (ScriptedSqs sqs = new ScriptedSqs(ScriptedAnswer::taken);
        SqsNotificationPublisher publisher = sdk.builder(sqs.queueUrl()).build()) {
      assertThat(thread.getContextClassLoader()).isSameAs(context);
      assertThat(Outcomes.word(Outcomes.of(publisher, Events.event("k", 1))))
          .isEqualTo("delivered");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static ClassLoader anotherCopy() {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return new URLClassLoader(
        Stream.of(entries).map(ContextClassLoaderTest::url).toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  @Test
  void anotherCopyOfTheSdk_isWhatTheTestTakesItFor() throws ClassNotFoundException {
    Class<?> other = anotherCopy().loadClass(SdkAsyncHttpService.class.getName());

    assertThat(other).isNotSameAs(SdkAsyncHttpService.class);
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
