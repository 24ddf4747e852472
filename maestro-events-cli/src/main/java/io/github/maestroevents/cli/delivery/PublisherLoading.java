package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.text.WholeFile;
import io.github.maestroevents.spi.ReplayPublisherFactory;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Finds the factory that was named, and makes its publisher. */
final class PublisherLoading {

  private static final int MOST_BYTES_OF_SETTINGS = 4 << 20;

  private PublisherLoading() {}

  static MaestroNotificationPublisher load(
      String name, List<Path> libraries, @Nullable Path config) {
    FactoryFailure.requireClassName(name);
    Map<String, String> settings = settings(config);
    ClassLoader loader = Libraries.loader(libraries);
    try {
      Class<?> found = Class.forName(name, false, loader); // runs nothing of it
      requireFactory(found);
      MaestroNotificationPublisher made =
          found
              .asSubclass(ReplayPublisherFactory.class)
              .getConstructor()
              .newInstance()
              .create(settings);
      if (made == null) {
        throw new RefusedException(name + " made no publisher: its method create gave null");
      }
      return made;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      if (e instanceof UsageException || e instanceof RefusedException) {
        throw (RuntimeException) e;
      }
      Throwable root = rootOf(e);
      throw new RefusedException(
          "Cannot make the publisher with "
              + name
              + ": "
              + FactoryFailure.words(root)
              + FactoryFailure.missing(root, name, settings.values()));
    }
  }

  private static void requireFactory(Class<?> found) {
    String name = found.getName();
    if (!ReplayPublisherFactory.class.isAssignableFrom(found)) {
      throw new UsageException(name + " is no ReplayPublisherFactory");
    }
    boolean canBeMade =
        Modifier.isPublic(found.getModifiers()) && !Modifier.isAbstract(found.getModifiers());
    if (!canBeMade
        || Arrays.stream(found.getConstructors())
            .noneMatch(made -> made.getParameterCount() == 0)) {
      throw new UsageException(
          name + " must be a public class with a public constructor without parameters");
    }
  }

  private static Throwable rootOf(Throwable e) {
    return e instanceof java.lang.reflect.InvocationTargetException && e.getCause() != null
        ? e.getCause()
        : e;
  }

  private static Map<String, String> settings(@Nullable Path file) {
    Map<String, String> settings = new HashMap<>();
    if (file != null) {
      Properties properties = new Properties();
      try (Reader reader = new StringReader(text(file))) {
        properties.load(reader);
      } catch (IllegalArgumentException e) { // whose words may hold the line
        throw new RefusedException(
            file
                + " is no file of properties: behind \\u there must be four hexadecimal digits, and"
                + " a backslash is written \\\\");
      } catch (IOException e) {
        throw new RefusedException("Cannot read " + file, e);
      }
      for (String name : properties.stringPropertyNames()) {
        settings.put(name, properties.getProperty(name));
      }
    }
    return settings;
  }

  private static String text(Path file) {
    byte[] bytes = WholeFile.read(file, MOST_BYTES_OF_SETTINGS);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) { // whose words say nothing to the user
      throw new RefusedException(file + " is no text in UTF-8");
    }
  }
}
