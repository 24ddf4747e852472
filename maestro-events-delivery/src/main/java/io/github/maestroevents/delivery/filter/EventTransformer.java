package io.github.maestroevents.delivery.filter;

import io.github.maestroevents.event.MaestroEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides in front of one destination whether an event goes there, and with which attributes. The
 * body cannot be changed: Maestro's consumers reject what they do not know.
 *
 * <p>Some attributes belong to the event: {@code specversion}, {@code id}, {@code source}, {@code
 * type} and {@code datacontenttype}. Names have 1 to 20 lower-case letters and digits. A
 * transformer that breaks these rules is told as early as can be:
 *
 * <ul>
 *   <li>{@code NonBlockingPublisherBuilder.build()} calls it with an event of each type, as the
 *       filter lets them pass, and throws an {@code IllegalArgumentException} that names the
 *       attribute and says what to do instead. What the transformer itself throws then is ignored,
 *       and one that takes longer than 1 s is left alone, which is logged. It takes so long if its
 *       class, or a lock that it takes, waits for the thread that calls {@code build()}.
 *   <li>One that breaks them for certain events only is not found out there. Then no event is lost
 *       for it: the event goes with its other changes, the attribute stays as it was, and an error
 *       in the log names the attribute and says what to do instead, once for each attribute.
 * </ul>
 */
@FunctionalInterface
public interface EventTransformer {

  /**
   * Called on the delivery thread for each event, once; with a journal under JOURNALED on the
   * journal's thread; and while {@code build()} runs, with an event of each type, on a thread of
   * the library. Must not block. If it throws, the event is dead-lettered.
   *
   * @param event the event
   * @param attributes its CloudEvents attributes and extensions by bare name, unmodifiable; empty
   *     for a publisher that takes the event itself, which gets no attributes
   * @return the attributes to deliver with, or null not to deliver the event here, which is counted
   *     as filtered. Those that belong to the event may be left out of it
   */
  @Nullable Map<String, String> transform(MaestroEvent event, Map<String, String> attributes);
}
