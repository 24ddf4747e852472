package io.github.maestroevents.spi.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was written for one destination, parsed and checked. Empty means that nothing was written:
 * then the default of the builder holds, which a {@link Setting} tells to people only. Asking for a
 * setting that the provider has not declared, or by the method of another kind, is a defect of the
 * provider and throws {@link IllegalArgumentException}.
 *
 * <p>Never blocks. Usable on any thread.
 */
public interface ProviderSettings {

  /** The name of the destination, as in {@code maestro.events.destinations.<name>}. */
  String destination();

  /** Of a text, a secret or a choice; a choice as it was declared, whatever its case. */
  Optional<String> text(Setting setting);

  /** Of a whole number, or of a size in bytes. */
  OptionalLong number(Setting setting);

  /** Of a share. */
  OptionalDouble share(Setting setting);

  /** Of a time. */
  Optional<Duration> duration(Setting setting);

  /** Of a flag. */
  Optional<Boolean> flag(Setting setting);

  /** Of a list; empty if nothing was written. Unmodifiable. */
  List<String> list(Setting setting);

  /**
   * Of a group: what follows the name of the group and a dot, and its value, in the order in which
   * they were written. Empty if nothing was written. Unmodifiable.
   */
  Map<String, String> group(Setting setting);

  /**
   * An object that the host has given to the configuration, such as its {@code DataSource}; the
   * host still owns it.
   *
   * @param type what it must be an instance of
   * @param name under which the host gave it; empty means the only one of this type
   * @return empty if there is none
   * @throws IllegalArgumentException if the name is empty and there are several; names them
   */
  <T> Optional<T> hostObject(Class<T> type, String name);
}
