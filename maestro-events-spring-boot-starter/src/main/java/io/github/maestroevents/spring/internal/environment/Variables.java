package io.github.maestroevents.spring.internal.environment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The keys that variables of the process stand for, in both of the ways in which people write them.
 * The library's way is exact: {@code MAESTRO_EVENTS_DESTINATIONS__AUDIT__RETRY__MAX_DELAY}.
 * Spring's way, {@code MAESTRO_EVENTS_DESTINATIONS_AUDIT_RETRY_MAXDELAY}, does not tell where a
 * name ends, so it is understood with the names that are known.
 */
final class Variables {

  private static final String PREFIX = "MAESTRO_EVENTS_";

  /** What Kubernetes sets in every pod for a service that is called {@code maestro-events}. */
  private static final Pattern OF_KUBERNETES =
      Pattern.compile("(.*_)?SERVICE_(HOST|PORT.*)|(.*_)?PORT(_\\d+_(TCP|UDP|SCTP).*)?");

  private final KnownNames names;

  Variables(Set<String> destinations, ClassLoader classLoader) {
    this.names = new KnownNames(destinations, classLoader);
  }

  Map<String, FoundValue> read(SystemEnvironmentPropertySource source) {
    Map<String, FoundValue> found = new LinkedHashMap<>();
    source
        .getSource()
        .forEach(
            (variable, value) -> {
              String upper = variable.toUpperCase(Locale.ROOT);
              if (upper.startsWith(PREFIX) && upper.length() > PREFIX.length()) {
                String rest = upper.substring(PREFIX.length());
                if (!OF_KUBERNETES.matcher(rest).matches()) {
                  found.put(
                      key(rest),
                      new FoundValue(
                          String.valueOf(value), new SystemEnvironmentOrigin(variable).toString()));
                }
              }
            });
    return found;
  }

  private String key(String rest) {
    return rest.contains("__")
        ? rest.toLowerCase(Locale.ROOT).replace("__", ".").replace('_', '-')
        : names.keyOf(rest);
  }
}
