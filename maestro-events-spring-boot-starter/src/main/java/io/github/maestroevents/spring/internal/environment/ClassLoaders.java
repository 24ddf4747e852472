package io.github.maestroevents.spring.internal.environment;

import org.jspecify.annotations.Nullable;

/** Spring may have no class loader to tell of; then the one that loaded the starter serves. */
public final class ClassLoaders {

  private ClassLoaders() {}

  public static ClassLoader of(@Nullable ClassLoader ofSpring) {
    if (ofSpring != null) {
      return ofSpring;
    }
    ClassLoader own = ClassLoaders.class.getClassLoader();
    return own == null ? ClassLoader.getSystemClassLoader() : own;
  }
}
