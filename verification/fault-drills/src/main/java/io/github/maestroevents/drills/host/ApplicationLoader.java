package io.github.maestroevents.drills.host;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The class loader of one deployed application: some classes are its own, the others are the
 * container's.
 */
final class ApplicationLoader extends URLClassLoader {

  private final Predicate<String> isOwn;

  private ApplicationLoader(URL[] urls, ClassLoader parent, Predicate<String> isOwn) {
    super(urls, parent);
    this.isOwn = isOwn;
  }

  /** This library is the application's own; what it depends on is the container's. */
  static ApplicationLoader withLibrary() {
    return new ApplicationLoader(
        classPath(),
        ApplicationLoader.class.getClassLoader(),
        name -> name.startsWith("io.github.maestroevents."));
  }

  /** Everything but the JDK is the application's own. */
  static ApplicationLoader withEverything() {
    return new ApplicationLoader(classPath(), ClassLoader.getPlatformClassLoader(), name -> false);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isOwn.test(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  private static URL[] classPath() {
    List<URL> urls = new ArrayList<>();
    try {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
    return urls.toArray(new URL[0]);
  }
}
