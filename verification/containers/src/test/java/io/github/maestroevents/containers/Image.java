package io.github.maestroevents.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.testcontainers.utility.DockerImageName;

/** What containers are made of; the versions are those of the build. */
public enum Image {
  KAFKA,
  ELASTICMQ;

  private static final String NAMES = "images.properties";

  /** Repository and tag. */
  DockerImageName imageName() {
    return DockerImageName.parse(names().getProperty(name()));
  }

  private static Properties names() {
    try (InputStream in = Image.class.getResourceAsStream(NAMES)) {
      Properties names = new Properties();
      names.load(in);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
