package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.text.LineFile;
import io.github.maestroevents.config.MaestroEventsBuilder;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A configuration as a host would read it: the file, and over it the variables of the environment.
 * What only the host has is stood in for.
 */
public final class ConfigurationFile {

  private static final Pattern DATA_SOURCE = Pattern.compile("\\s*datasource(?::(.+?))?\\s*");

  private ConfigurationFile() {}

  /**
   * Opens nothing.
   *
   * @param loader sees the adapters
   * @throws RefusedException if the file is not there or cannot be read
   */
  public static MaestroEventsBuilder read(Path file, ClassLoader loader) {
    LineFile.requireReadable(List.of(file));
    MaestroEventsBuilder builder =
        io.github.maestroevents.config.MaestroEvents.builder()
            .file(file)
            .environment(System.getenv())
            .classLoader(loader);
    for (String name : dataSources(file, System.getenv())) {
      builder.hostObject(name, hostsDataSource());
    }
    return builder;
  }

  /** The names under which the configuration expects data sources of the host's. */
  static Set<String> dataSources(Path file, Map<String, String> environment) {
    Properties written = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      written.load(reader);
    } catch (IllegalArgumentException e) { // a mistake of the file, which its reader tells
      return Set.of();
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + file + ": " + LogText.of(e), e);
    }
    Set<String> names = new TreeSet<>();
    written.stringPropertyNames().forEach(name -> add(names, written.getProperty(name, "")));
    environment.values().forEach(value -> add(names, value));
    return names;
  }

  /** Stands for what only the host has. It gives no connections. */
  private static DataSource hostsDataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            ConfigurationFile.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "toString" -> "a DataSource of the host's";
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> arguments != null && proxy == arguments[0];
                  default -> throw new SQLException("Only the host has this DataSource");
                });
  }

  private static void add(Set<String> names, String value) {
    Matcher place = DATA_SOURCE.matcher(value);
    if (place.matches()) {
      names.add(place.group(1) == null ? "dataSource" : place.group(1));
    }
  }
}
