package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.text.WholeFile;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The jars that a user names: adapters, clients, publishers of the user's own. */
public final class Libraries {

  private Libraries() {}

  /**
   * Sees them and the program. Stays open: an adapter loads classes until the end. Becomes the
   * context class loader of this thread, for what an adapter looks up.
   *
   * @throws RefusedException if one is not there
   */
  public static ClassLoader loader(List<Path> libraries) {
    ClassLoader parent = Libraries.class.getClassLoader();
    if (libraries.isEmpty()) {
      return parent;
    }
    List<URL> urls = new ArrayList<>();
    try {
      for (Path library : libraries) {
        addJars(library, urls);
      }
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + libraries, e);
    }
    ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), parent);
    Thread.currentThread().setContextClassLoader(loader);
    return loader;
  }

  private static void addJars(Path library, List<URL> urls) throws IOException {
    if (!Files.exists(library)) {
      throw new RefusedException("There is no " + library);
    }
    if (!Files.isDirectory(library)) { // to open a pipe would wait for ever
      WholeFile.requireRegular(library);
    }
    urls.add(url(library));
    if (Files.isDirectory(library)) {
      try (Stream<Path> files = Files.list(library)) {
        for (Path file : files.sorted().toList()) {
          if (file.toString().endsWith(".jar")) {
            WholeFile.requireRegular(file);
            urls.add(url(file));
          }
        }
      }
    }
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }
}
