package io.github.maestroevents.sqs.internal.client;

import io.github.maestroevents.spi.ForeignFailure;
import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classes that the AWS SDKs look for by name: an HTTP client, providers of credentials. They
 * ask the context class loader of the calling thread, which in a host may be any, also one that
 * sees no SDK, or another copy of it. Then they are looked for where this library's SDK is, and
 * after that where the context class loader says.
 */
public final class SdkClasses extends ClassLoader {

  private final ClassLoader host;

  private SdkClasses(ClassLoader ours, ClassLoader host) {
    super(ours);
    this.host = host;
  }

  /** The context class loader if it sees this library, else one that sees what the library does. */
  public static ClassLoader visible() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader ours = SdkClasses.class.getClassLoader();
    if (context == null) {
      return ours;
    }
    return seesUs(context) ? context : new SdkClasses(ours, context);
  }

  /**
   * Runs the work with a context class loader that sees the SDK, and gives the thread back the one
   * that it had.
   */
  public static <T> T call(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader visible = visible();
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

  /**
   * Makes a client.
   *
   * @throws IllegalStateException if the SDK cannot; its own words, which may quote a profile, a
   *     proxy's password or a URL, are withheld
   */
  public static <T> T made(String sdk, Supplier<T> client) {
    try {
      return client.get();
    } catch (RuntimeException e) { // of the SDK
      throw new IllegalStateException(
          sdk
              + " cannot make its client ("
              + ForeignFailure.classes(e)
              + "); see its profile files and the variables of the environment that it reads",
          ForeignFailure.of(e));
    }
  }

  private static boolean seesUs(ClassLoader loader) {
    try {
      return loader.loadClass(SdkClasses.class.getName()) == SdkClasses.class;
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
