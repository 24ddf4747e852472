package io.github.maestroevents.config.internal.value;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the host gives beside the text, by the names under which it gives it. Immutable. */
public final class HostObjects {

  private final Map<String, Object> given;
  private final boolean areTakenAsGiven;

  /**
   * @param areTakenAsGiven whether something stands in for what is not given
   */
  public HostObjects(Map<String, Object> given, boolean areTakenAsGiven) {
    this.given = new LinkedHashMap<>(given);
    this.areTakenAsGiven = areTakenAsGiven;
  }

  /**
   * @param name empty for the only one of the type
   * @throws IllegalArgumentException if the name is empty and there are several
   */
  <T> Optional<T> find(Class<T> type, String name) {
    if (!name.isEmpty()) {
      Object object = given.get(name);
      return type.isInstance(object) ? Optional.of(type.cast(object)) : Optional.empty();
    }
    List<T> found = new ArrayList<>();
    List<String> names = new ArrayList<>();
    given.forEach(
        (givenName, object) -> {
          if (type.isInstance(object) && found.stream().noneMatch(already -> already == object)) {
            found.add(type.cast(object));
            names.add(givenName);
          }
        });
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "the host gave several of "
              + type.getSimpleName()
              + ": say which of "
              + String.join(", ", names));
    }
    return found.stream().findFirst();
  }

  /** What can be asked for its name alone; empty if nothing is to stand in, or nothing can. */
  <T> Optional<T> standIn(Class<T> type) {
    if (!areTakenAsGiven || !type.isInterface()) {
      return Optional.empty();
    }
    ClassLoader ofType = type.getClassLoader();
    ClassLoader loader = ofType == null ? HostObjects.class.getClassLoader() : ofType;
    try {
      return Optional.of(
          type.cast(
              Proxy.newProxyInstance(
                  loader,
                  new Class<?>[] {type},
                  (proxy, method, arguments) -> answer(type, proxy, method, arguments))));
    } catch (IllegalArgumentException notVisible) { // an interface that no proxy can have
      return Optional.empty();
    }
  }

  private static @Nullable Object answer(
      Class<?> type, Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "toString" -> "a " + type.getSimpleName() + " of the host's";
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      default -> throw new IllegalStateException("Only the host has this " + type.getSimpleName());
    };
  }
}
