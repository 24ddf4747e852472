package io.github.maestroevents.config.internal.catalog;

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

/** What {@link ServiceLoader} finds in two loaders; what it cannot load is told, no Error. */
final class ServiceLookup {

  /** A loader that fails so often in a row would fail for ever. */
  private static final int MOST_FAILURES = 50;

  private ServiceLookup() {}

  static <T> List<T> of(
      Class<T> service, ClassLoader own, ClassLoader other, List<UnusableProvider> unusable) {
    List<T> found = new ArrayList<>();
    Set<String> classes = new HashSet<>();
    collect(service, own, true, classes, found, unusable);
    collect(service, other, false, classes, found, unusable);
    return found;
  }

  private static <T> void collect(
      Class<T> service,
      ClassLoader loader,
      boolean isOwn,
      Set<String> classes,
      List<T> found,
      List<UnusableProvider> unusable) {
    int failures = 0;
    Iterator<ServiceLoader.Provider<T>> providers = null;
    while (failures < MOST_FAILURES) {
      String name = service.getSimpleName();
      String origin = UnusableProvider.origin();
      try {
        providers = providers == null ? providers(service, loader) : providers;
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<T> provider = providers.next();
        name = provider.type().getName();
        origin = UnusableProvider.origin(provider.type());
        if (classes.add(name)) {
          found.add(provider.get());
        }
      } catch (Throwable thrown) { // anybody's class, constructor or file: no Error may leave
        ForeignText.rethrowFatal(thrown);
        failures++;
        if (isOwn || !isOfAnotherLibrary(thrown)) {
          String problem = "the provider " + name(name, thrown) + " cannot be loaded: ";
          unusable.add(
              UnusableProvider.unloadable(
                  service == JournalProvider.class,
                  origin,
                  problem + words(cause(thrown)),
                  ForeignText.remedy(cause(thrown))));
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

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof ServiceConfigurationError && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private static String words(Throwable cause) {
    return cause instanceof ServiceConfigurationError // the JDK's own words: a file and a class
        ? LogText.oneLine(cause.getMessage())
        : ForeignText.of(cause);
  }

  private static String name(String known, Throwable thrown) {
    String named = thrown.getMessage() == null ? "" : named(thrown.getMessage());
    return named.isEmpty() ? LogText.id(known) : named;
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
