package io.github.maestroevents.delivery.filter;

import io.github.maestroevents.event.MaestroEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides in front of one destination whether an event goes there, and with which attributes. The
 * body cannot be changed: Maestro's consumers reject what they do not know.
 */
@FunctionalInterface
public interface EventTransformer {

  /**
   * Called on the delivery thread for each event, once. Must not block. If it throws, the event is
   * dead-lettered.
   *
   * @param event the event
   * @param attributes its CloudEvents attributes and extensions by bare name, unmodifiable; empty
   *     for a publisher that takes the event itself, which gets no attributes
   * @return the attributes to deliver with, or null not to deliver the event here, which is counted
   *     as filtered. {@code specversion}, {@code id}, {@code source} and {@code type} stay as they
   *     are
   */
  @Nullable Map<String, String> transform(MaestroEvent event, Map<String, String> attributes);
}
