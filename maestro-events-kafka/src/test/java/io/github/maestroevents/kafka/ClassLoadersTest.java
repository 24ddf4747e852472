package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.kafka.internal.config.ClientClasses;
import io.github.maestroevents.kafka.internal.config.ProducerDefaults;
import io.github.maestroevents.testbeds.kafka.scripted.ScriptedBroker;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Hosts whose class loaders, or class paths, are not as Kafka's client would like them. */
class ClassLoadersTest {

  static Stream<ClassLoader> contexts() {
    return Stream.of(
        ClassLoader.getPlatformClassLoader(), // sees no Kafka
        classPath(jar -> true), // sees another copy
        null);
  }

  @ParameterizedTest
  @MethodSource("contexts")
  void eventIsDelivered_andTheProducerRemade_whateverTheContextClassLoader(ClassLoader context)
      throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.start(1);
        KafkaNotificationPublisher publisher =
            in(
                context,
                () ->
                    KafkaNotificationPublisher.builder("events")
                        .bootstrapServers(broker.bootstrapServers())
                        .property("compression.type", "none")
                        .property(
                            "partitioner.class",
                            "org.apache.kafka.clients.producer.RoundRobinPartitioner")
                        .build())) {
      broker.refuse(
          value -> value.contains("\"number\":1}"), Errors.CLUSTER_AUTHORIZATION_FAILED, 1);
      Driver driver = new Driver(publisher);
      driver.sendAll(List.of(Events.event("k", 1)));

      assertThat(driver.retries()).as("with a new producer").isEqualTo(1);
      assertThat(broker.values("events", 0)).hasSize(1);
    }
  }

  @Test
  void contextClassLoader_isGivenBack() throws Exception {
    ClassLoader context = ClassLoader.getPlatformClassLoader();

    ClassLoader after =
        in(
            context,
            () -> {
              KafkaNotificationPublisher.builder("events")
                  .bootstrapServers("localhost:9")
                  .build()
                  .close();
              return Thread.currentThread().getContextClassLoader();
            });

    assertThat(after).isSameAs(context);
  }

  @Test
  void classOfTheHosts_isFound_whereOnlyItsContextClassLoaderSeesIt(@TempDir Path classes)
      throws Exception {
    Path source = Files.writeString(classes.resolve("OfTheHost.java"), "class OfTheHost {}");
    ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
    try (URLClassLoader host =
        new URLClassLoader(
            new URL[] {url(classes.toFile())}, ClassLoader.getPlatformClassLoader())) {
      ClassLoader visible = ClientClasses.visibleFrom(host);

      assertThat(visible.loadClass("OfTheHost").getClassLoader()).isSameAs(host);
      assertThat(visible.loadClass(KafkaProducer.class.getName())).isSameAs(KafkaProducer.class);
      assertThat(visible.getResource("OfTheHost.java")).isNotNull();
    }
  }

  @Test
  void classOfTheHosts_isFoundAgain_whenTheProducerIsRemade_whoeverSends(@TempDir Path classes)
      throws Exception {
    Path source =
        Files.writeString(
            classes.resolve("HostsPartitioner.java"),
            "public class HostsPartitioner extends "
                + RoundRobinPartitioner.class.getName()
                + "{}");
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
    try (ScriptedBroker broker = ScriptedBroker.start(1);
        URLClassLoader host =
            new URLClassLoader(
                new URL[] {url(classes.toFile())}, ClassLoadersTest.class.getClassLoader());
        KafkaNotificationPublisher publisher =
            in(
                host,
                () ->
                    // No topic is known ahead, so the helper's thread comes with the first event.
                    KafkaNotificationPublisher.builder(event -> "events")
                        .bootstrapServers(broker.bootstrapServers())
                        .property("compression.type", "none")
                        .property("partitioner.class", "HostsPartitioner")
                        .build())) {
      broker.refuse(
          value -> value.contains("\"number\":1}"), Errors.CLUSTER_AUTHORIZATION_FAILED, 1);
      Driver driver = new Driver(publisher);

      in(ClassLoader.getPlatformClassLoader(), () -> driver.sendAll(List.of(Events.event("k", 1))));

      assertThat(driver.retries()).as("with a new producer").isEqualTo(1);
      assertThat(broker.values("events", 0)).hasSize(1);
    }
  }

  @Test
  void recordsAreSentWithoutCompression_withOneWarning_whenThereIsNoLz4() throws Exception {
    try (URLClassLoader host = classPath(jar -> !jar.startsWith("lz4-java"))) {
      assertThat(run(host, "none asked for")).contains("none", "lz4 cannot be loaded", "lz4-java");
    }
  }

  @Test
  void codecThatWasAskedFor_failsInBuildByName_whenItCannotBeLoaded() throws Exception {
    try (URLClassLoader host =
        classPath(jar -> !jar.startsWith("lz4-java") && !jar.startsWith("zstd-jni"))) {
      for (String codec : List.of("lz4", "zstd")) {
        assertThatThrownBy(() -> run(host, codec))
            .rootCause()
            .hasMessageContaining("compression.type=" + codec + ": " + codec + " cannot be loaded");
      }
      assertThat(run(host, "snappy")).contains("snappy");
      assertThat(run(host, "gzip")).contains("gzip");
    }
  }

  private static String run(ClassLoader host, String codec) throws Exception {
    return in(
        host,
        () ->
            (String)
                host.loadClass(Host.class.getName())
                    .getMethod("build", String.class)
                    .invoke(null, codec));
  }

  private static <T> T in(ClassLoader context, Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context);
    try {
      return work.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URLClassLoader classPath(Predicate<String> jars) {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return new URLClassLoader(
        Stream.of(entries)
            .map(File::new)
            .filter(entry -> jars.test(entry.getName()))
            .map(ClassLoadersTest::url)
            .toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  private static URL url(File file) {
    try {
      return file.toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A program of a host, loaded with what its class path has. */
  public static final class Host {

    private Host() {}

    /** The compression in use, and the warnings; {@code codec} is set if it is one. */
    public static String build(String codec) {
      ListAppender<ILoggingEvent> logged = new ListAppender<>();
      logged.start();
      Logger log = (Logger) LoggerFactory.getLogger("io.github.maestroevents.kafka");
      log.addAppender(logged);
      KafkaPublisherBuilder builder =
          KafkaNotificationPublisher.builder("events").bootstrapServers("localhost:9");
      if (!codec.contains(" ")) {
        builder.property("compression.type", codec);
      }
      Object compression = ProducerDefaults.complete(builder.properties).get("compression.type");
      builder.build().close();
      List<String> warnings =
          logged.list.stream()
              .filter(event -> event.getLevel() == Level.WARN)
              .map(ILoggingEvent::getFormattedMessage)
              .filter(message -> !message.contains("CVE-")) // of the client's version
              .toList();
      if (warnings.size() > 1) {
        throw new AssertionError(warnings);
      }
      return compression + " " + warnings;
    }
  }
}
