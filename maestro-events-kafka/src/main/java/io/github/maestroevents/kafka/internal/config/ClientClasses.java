package io.github.maestroevents.kafka.internal.config;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * The classes that Kafka's client loads by name. It asks the context class loader of the calling
 * thread, which in a host may be any: one that does not see Kafka, as on a thread of the common
 * pool under a framework's class loader, or one that sees another copy of Kafka. Then classes are
 * looked for where this library's Kafka is, and after that where the context class loader says, for
 * a partitioner of the host's.
 */
public final class ClientClasses extends ClassLoader {

  private final ClassLoader host;

  private ClientClasses(ClassLoader kafkas, ClassLoader host) {
    super(kafkas);
    this.host = host;
  }

  /** The loader itself if it sees the Kafka that this library uses, else one that does. */
  public static ClassLoader visibleFrom(@Nullable ClassLoader context) {
    if (context != null && seesOurKafka(context)) {
      return context;
    }
    ClassLoader kafkas = ClientClasses.class.getClassLoader();
    return context == null ? kafkas : new ClientClasses(kafkas, context);
  }

  /**
   * Runs the work with a context class loader that sees Kafka, and gives the thread back the one
   * that it had.
   */
  public static <T> T call(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader visible = visibleFrom(before);
    if (visible == before) {
      return work.get();
    }
    thread.setContextClassLoader(visible);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static boolean seesOurKafka(ClassLoader loader) {
    try {
      return loader.loadClass(KafkaProducer.class.getName()) == KafkaProducer.class;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return host.loadClass(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return host.getResource(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return host.getResources(name);
  }
}
