package io.github.maestroevents.benchmarks.send;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The classes of one build of the library, with the laps that run in it. */
final class Build extends URLClassLoader {

  private static final String OURS = "io.github.maestroevents.";

  private Build(List<Path> classPath) {
    super(urls(classPath), Build.class.getClassLoader());
  }

  /** The build that is on the class path. */
  static Build current() {
    return new Build(entries(System.getProperty("java.class.path")));
  }

  /**
   * Another build.
   *
   * @param where a directory with the jars of the library, or jars and directories of classes as on
   *     a class path
   */
  static Build at(String where) {
    List<Path> classPath = new ArrayList<>();
    for (Path entry : entries(where)) {
      classPath.add(entry);
      classPath.addAll(jarsIn(entry));
    }
    classPath.add(codeOfTheLaps());
    return new Build(classPath);
  }

  @SuppressWarnings("unchecked") // the class says so
  Supplier<double[]> laps() {
    try {
      Class<?> type = loadClass(SendLap.class.getName());
      if (type == SendLap.class) {
        throw new IllegalStateException("The build has no classes of its own");
      }
      return (Supplier<double[]>) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The laps do not run with this build", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  private static List<Path> entries(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
  }

  private static List<Path> jarsIn(Path entry) {
    if (!Files.isDirectory(entry)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(entry)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path codeOfTheLaps() {
    try {
      return Path.of(SendLap.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL[] urls(List<Path> classPath) {
    try {
      URL[] urls = new URL[classPath.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = classPath.get(i).toUri().toURL();
      }
      return urls;
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
