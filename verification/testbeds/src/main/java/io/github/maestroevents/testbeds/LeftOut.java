package io.github.maestroevents.testbeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host that has left out a library: every class is loaded anew from where the test's are, but for
 * those whose names begin so, which do not exist. Close nothing; the garbage collector does.
 */
public final class LeftOut extends ClassLoader {

  private final ClassLoader tests;
  private final List<String> beginnings;

  private LeftOut(ClassLoader tests, List<String> beginnings) {
    super(ClassLoader.getPlatformClassLoader());
    this.tests = tests;
    this.beginnings = beginnings;
  }

  /** A host without the classes whose names begin so. */
  public static LeftOut of(String... beginnings) {
    return new LeftOut(LeftOut.class.getClassLoader(), List.of(beginnings));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (beginnings.stream().anyMatch(name::startsWith)) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream code = tests.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (code == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = code.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return tests.getResource(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return tests.getResources(name);
  }
}
