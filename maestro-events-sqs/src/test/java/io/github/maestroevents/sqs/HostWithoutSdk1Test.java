package io.github.maestroevents.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.testbeds.sqs.SqsQueue;
import io.github.maestroevents.testbeds.sqs.SqsServer;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host with SDK 2 alone: a class path on which SDK 1 does not exist. */
class HostWithoutSdk1Test {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @Test
  void event_isDelivered() throws Exception {
    try (SqsServer sqs = SqsServer.start();
        URLClassLoader host = classPathWithoutSdk1()) {
      SqsQueue queue = sqs.queues().standard("host");
      assertThatThrownBy(() -> host.loadClass("com.amazonaws.services.sqs.AmazonSQS"))
          .isInstanceOf(ClassNotFoundException.class);

      Class<?> program = host.loadClass(SendOne.class.getName());
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(host);
      try {
        program.getMethod("main", String[].class).invoke(null, (Object) new String[] {queue.url()});
      } finally {
        thread.setContextClassLoader(before);
      }

      assertThat(queue.awaitMessages(1, Engine.PATIENCE)).hasSize(1);
    }
  }

  private static URLClassLoader classPathWithoutSdk1() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : List.of(CLASS_PATH.split(File.pathSeparator, -1))) {
      if (!new File(entry).getName().startsWith("aws-java-sdk")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** The host's program. */
  public static final class SendOne {

    private SendOne() {}

    /** Sends an event to the queue of that URL. */
    public static void main(String[] args) {
      try (SqsNotificationPublisher publisher = SqsNotificationPublisher.builder(args[0]).build()) {
        Outcomes.of(publisher, Events.event("k", 1));
      }
    }
  }
}
