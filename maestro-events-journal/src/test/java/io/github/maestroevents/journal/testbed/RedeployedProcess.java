package io.github.maestroevents.journal.testbed;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@link SqliteOpenerProcess} in two class loaders, one after the other. Tells also if a system
 * property of the driver is another one afterwards.
 */
public final class RedeployedProcess {

  private RedeployedProcess() {}

  public static void main(String[] args) throws Exception {
    Map<String, String> before = properties();
    SqliteOpenerProcess.main(args);
    try (URLClassLoader application =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Object unused =
          application
              .loadClass(SqliteOpenerProcess.class.getName())
              .getMethod("main", String[].class)
              .invoke(null, (Object) args);
    }
    if (!properties().equals(before)) {
      System.out.println("changed: " + before + " to " + properties());
    }
  }

  private static Map<String, String> properties() {
    return Stream.of("org.sqlite.lib.path", "org.sqlite.lib.name", "org.sqlite.tmpdir")
        .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "none")));
  }

  private static URL[] classPath() throws MalformedURLException {
    String[] parts =
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1);
    URL[] urls = new URL[parts.length];
    for (int i = 0; i < parts.length; i++) {
      urls[i] = Path.of(parts[i]).toUri().toURL();
    }
    return urls;
  }
}
