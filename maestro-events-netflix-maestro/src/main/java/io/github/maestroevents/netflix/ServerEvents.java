package io.github.maestroevents.netflix;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.spi.SafeLogger;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Makes events of this library of those of the server. Any thread. */
final class ServerEvents {

  private static final SafeLogger LOG = SafeLogger.of(ServerEvents.class);

  private final ObjectMapper mapper;
  private final AtomicBoolean toldNewer = new AtomicBoolean();

  ServerEvents(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * The server's event with its JSON, as the server itself would send it.
   *
   * @param written gets what is known of the event as soon as it is known, for whoever has to say
   *     what became of it
   * @throws UnwritableEventException if the server's event has no JSON; it never will
   */
  MaestroEvent write(com.netflix.maestro.models.events.MaestroEvent event, Written written) {
    requireNonNull(event, "event");
    MaestroEvent model = model(event);
    written.event = model;
    String json = json(event);
    written.event = model == null ? read(json) : OpaqueMaestroEvent.modelled(model, json);
    return written.event;
  }

  /**
   * As text first: the same bytes as the server's own publishers send. The mapper's other form
   * escapes characters beyond the BMP.
   */
  private String json(com.netflix.maestro.models.events.MaestroEvent event) {
    try {
      return mapper.writeValueAsString(event);
    } catch (JsonProcessingException | RuntimeException e) { // code of the host's may throw any
      throw new UnwritableEventException(e);
    }
  }

  private static MaestroEvent read(String json) {
    try {
      return OpaqueMaestroEvent.of(json);
    } catch (IllegalArgumentException e) { // no type, or too large for a look
      throw new UnwritableEventException(e);
    }
  }

  /** Null if only the JSON can tell, such as for a type or a status that is newer than this jar. */
  private @Nullable MaestroEvent model(com.netflix.maestro.models.events.MaestroEvent event) {
    MaestroEvent model;
    try {
      model = EventModels.of(event);
    } catch (RuntimeException | LinkageError newer) { // classes that are not those of this jar
      model = null;
    }
    if (model == null && toldNewer.compareAndSet(false, true)) {
      LOG.info(
          "This server has events of the class {} that maestro-events does not know. They are"
              + " delivered all the same: ids, keys and levels are read from their JSON",
          event.getClass().getName());
    }
    return model;
  }

  /** What is known of an event while it is on its way. Owned by the thread that sends. */
  static final class Written {
    @Nullable MaestroEvent event;
  }
}
