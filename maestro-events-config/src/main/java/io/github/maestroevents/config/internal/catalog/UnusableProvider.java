package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.config.internal.mistake.Mistake;
import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.spi.LogText;
import java.net.URL;
import java.security.CodeSource;

/**
 * A provider that is on the class path and cannot be used: a mistake for whoever needs it, and
 * passed over by everybody else.
 *
 * @param isOfJournals else of destinations
 * @param type its type; empty if that is not known
 */
public record UnusableProvider(boolean isOfJournals, String type, Mistake mistake) {

  private static final String KEY = "maestro.events.destinations";
  private static final String CLASS_PATH = "class path";

  /** One that throws when it is asked. */
  static UnusableProvider failing(Object provider, String type, Throwable thrown) {
    ForeignText.rethrowFatal(thrown);
    return of(
        provider instanceof JournalProvider,
        type,
        origin(provider.getClass()),
        "the provider "
            + LogText.id(provider.getClass().getName())
            + " cannot be used: "
            + ForeignText.of(thrown),
        ForeignText.remedy(thrown));
  }

  /** One whose type is taken. */
  static UnusableProvider second(Object first, Object provider, String type) {
    return of(
        provider instanceof JournalProvider,
        type,
        CLASS_PATH,
        "two providers claim the type "
            + type
            + ": "
            + first.getClass().getName()
            + " and "
            + provider.getClass().getName(),
        "take one of them off the class path");
  }

  /** One that cannot even be made. */
  static UnusableProvider unloadable(
      boolean isOfJournals, String origin, String problem, String remedy) {
    return of(isOfJournals, "", origin, problem, remedy);
  }

  private static UnusableProvider of(
      boolean isOfJournals, String type, String origin, String problem, String remedy) {
    return new UnusableProvider(isOfJournals, type, new Mistake(KEY, origin, problem, remedy));
  }

  /** The jar that a class is of, where that can be told. */
  static String origin(Class<?> type) {
    try {
      CodeSource source = type.getProtectionDomain().getCodeSource();
      URL place = source == null ? null : source.getLocation();
      String path = place == null ? "" : place.getPath();
      return path.endsWith(".jar")
          ? LogText.id(path.substring(path.lastIndexOf('/') + 1))
          : CLASS_PATH;
    } catch (RuntimeException denied) { // by a security manager, or of a loader's own making
      return CLASS_PATH;
    }
  }

  /** Where nothing is known but that it is there. */
  static String origin() {
    return CLASS_PATH;
  }

  /** For people, on one line. */
  public String passedOver() {
    return "passed over ("
        + mistake.origin()
        + "): "
        + mistake.problem()
        + (mistake.remedy().isEmpty() ? "" : "; " + mistake.remedy());
  }
}
