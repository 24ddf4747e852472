package io.github.maestroevents.spring;

import io.github.maestroevents.delivery.store.JournalProvider;
import io.github.maestroevents.spi.provider.PublisherProvider;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Tells an ahead-of-time build of the providers that are found by name when a publisher opens. */
final class ProviderHints implements RuntimeHintsRegistrar {

  private static final List<Class<?>> SERVICES =
      List.of(PublisherProvider.class, JournalProvider.class);

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    for (Class<?> service : SERVICES) {
      hints.resources().registerPattern("META-INF/services/" + service.getName());
      ServiceLoader.load(service, classLoader).stream()
          .forEach(
              provider ->
                  hints
                      .reflection()
                      .registerType(provider.type(), MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
    }
  }
}
