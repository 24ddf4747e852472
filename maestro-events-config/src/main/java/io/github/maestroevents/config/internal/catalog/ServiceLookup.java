package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.provider.PublisherProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** What {@link ServiceLoader} finds in two loaders; what it cannot load is a mistake, no Error. */
final class ServiceLookup {

  /** A loader that fails so often in a row would fail for ever. */
  private static final int MOST_FAILURES = 50;

  private ServiceLookup() {}

  static <T> List<T> of(Class<T> service, ClassLoader own, ClassLoader other, Mistakes mistakes) {
    List<T> found = new ArrayList<>();
    Set<String> classes = new HashSet<>();
    collect(service, own, true, classes, found, mistakes);
    collect(service, other, false, classes, found, mistakes);
    return found;
  }

  private static <T> void collect(
      Class<T> service,
      ClassLoader loader,
      boolean isOwn,
      Set<String> classes,
      List<T> found,
      Mistakes mistakes) {
    int failures = 0;
    Iterator<ServiceLoader.Provider<T>> providers = null;
    while (failures < MOST_FAILURES) {
      String name = service.getSimpleName();
      try {
        providers = providers == null ? providers(service, loader) : providers;
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<T> provider = providers.next();
        name = provider.type().getName();
        if (classes.add(name)) {
          found.add(provider.get());
        }
      } catch (Throwable thrown) { // anybody's class, constructor or file: no Error may leave
        ForeignText.rethrowFatal(thrown);
        failures++;
        if (isOwn || !isOfAnotherLibrary(thrown)) {
          tell(name, thrown, mistakes);
        }
      }
    }
  }

  private static <T> Iterator<ServiceLoader.Provider<T>> providers(
      Class<T> service, ClassLoader loader) {
    return load(service, loader).iterator();
  }

  /** The module system wants to see each service beside the call. */
  @SuppressWarnings("unchecked") // the service is the one or the other
  private static <T> Stream<ServiceLoader.Provider<T>> load(Class<T> service, ClassLoader loader) {
    return service == PublisherProvider.class
        ? (Stream<ServiceLoader.Provider<T>>)
            (Stream<?>) ServiceLoader.load(PublisherProvider.class, loader).stream()
        : (Stream<ServiceLoader.Provider<T>>)
            (Stream<?>) ServiceLoader.load(JournalProvider.class, loader).stream();
  }

  /** Another copy of the library in another loader, whose providers are not for this one. */
  private static boolean isOfAnotherLibrary(Throwable thrown) {
    return thrown instanceof ServiceConfigurationError
        && thrown.getCause() == null
        && String.valueOf(thrown.getMessage()).contains("not a subtype");
  }

  private static void tell(String name, Throwable thrown, Mistakes mistakes) {
    Throwable told =
        thrown instanceof ServiceConfigurationError && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    String text =
        told instanceof ServiceConfigurationError // the JDK's own words: a file and a class
            ? LogText.oneLine(told.getMessage())
            : ForeignText.of(told);
    String of = thrown.getMessage() == null ? "" : named(thrown.getMessage());
    mistakes.add(
        Providers.KEY,
        Providers.ORIGIN,
        "the provider " + (of.isEmpty() ? LogText.id(name) : of) + " cannot be loaded: " + text,
        ForeignText.remedy(told));
  }

  /** {@code …: Provider a.b.C could not be instantiated}: the name alone. */
  private static String named(String message) {
    int at = message.indexOf("Provider ");
    if (at < 0) {
      return "";
    }
    String rest = message.substring(at + "Provider ".length());
    int end = rest.indexOf(' ');
    return LogText.id(end < 0 ? rest : rest.substring(0, end));
  }
}
