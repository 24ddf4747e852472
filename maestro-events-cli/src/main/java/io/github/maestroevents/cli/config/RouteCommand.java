package io.github.maestroevents.cli.config;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.MaestroEventsBuilder;
import io.github.maestroevents.config.Route;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where an event would go. */
@Command(
    name = "route",
    description =
        "For each destination: whether an event would go there, to which topic and under which key,"
            + " or which filter would hold it back. Opens and sends nothing.")
public final class RouteCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Parameters(
      index = "1",
      paramLabel = "EVENT",
      description = "A file with an event in Maestro's JSON; - for the input.")
  private Path event = Path.of("");

  public RouteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    MaestroEvent sent = EventFile.read(event);
    console.say(
        "event "
            + LogText.id(sent.wireType())
            + ", level "
            + sent.level().wireName()
            + ", workflow "
            + (sent.workflowId() == null ? "none" : LogText.id(sent.workflowId()))
            + ", id "
            + EventId.of(sent).value());
    try {
      MaestroEventsBuilder builder = configuration.builder();
      List<Route> routes = builder.route(sent);
      routes.forEach(this::tell);
      if (routes.isEmpty()) { // everything is disabled
        console.say(builder.check().description());
      }
      return ExitCodes.DONE;
    } catch (ConfigurationException e) {
      return configuration.tell(e.mistakes(), console);
    }
  }

  private void tell(Route route) {
    String where = route.destination() + " (" + route.type() + ")";
    if (!route.heldBackBy().isEmpty()) {
      console.say(where + ": would not go");
      route.heldBackBy().forEach(reason -> console.say("  held back by " + reason));
      return;
    }
    if (route.encoded().isEmpty()) {
      console.say(where + ": would be dead-lettered: it cannot be encoded, or is too large");
      return;
    }
    EncodedEvent encoded = route.encoded().get();
    console.say(where + ": would go" + route.target().map(target -> " to " + target).orElse(""));
    console.say(
        "  key  "
            + (encoded.orderingKey().isEmpty() ? "(none)" : LogText.id(encoded.orderingKey())));
    console.say(
        "  body  " + Figures.size(encoded.payload().length) + " of " + encoded.contentType());
    encoded
        .attributes()
        .forEach((name, value) -> console.say("  ce_" + name + "  " + LogText.id(value)));
  }
}
