package io.github.maestroevents.delivery.store;

import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.Setting;
import java.util.List;

/**
 * Opens journals of one type out of text, so that a configuration can name a place for them: {@code
 * journal=file:/var/lib/host/events}. Found by {@link java.util.ServiceLoader}, as a {@link
 * io.github.maestroevents.spi.provider.PublisherProvider} is.
 */
public interface JournalProvider {

  /**
   * The word before the settings of this type, such as {@code sqlite} in {@code sqlite.max-bytes}.
   */
  String type();

  /** The forms of a place that this type takes, for people, such as {@code file:/path}. */
  List<String> forms();

  /** Whether this is a place of this type, well formed or not. Looks at the text alone. */
  boolean takes(String place);

  /**
   * Every setting of this type, each beginning with {@link #type()} and a dot. Never null; the same
   * list each time.
   */
  List<Setting> settings();

  /**
   * Says what is wrong with a place before anything is opened; looks at the text and at what the
   * host gave alone.
   *
   * @throws IllegalArgumentException if the place is malformed; the message names what is wrong and
   *     withholds what may be secret
   */
  void check(String place, ProviderSettings settings);

  /**
   * Opens the journal of one destination. Blocks for as long as the store does. Several
   * destinations may name one place: each gets a journal of its own there.
   *
   * @throws IllegalArgumentException as {@link #check} does
   * @throws JournalException if the journal cannot be opened; nothing is left open
   */
  EventJournal open(String place, ProviderSettings settings);
}
