package io.github.maestroevents.containers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class run against a container. They are skipped, and the report says why, when
 * no Docker engine answers or it cannot get the image; with {@code -Dcontainers=required} they fail
 * instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ContainerGate.class)
public @interface NeedsContainer {

  /** The image it is made of. */
  Image value();
}
