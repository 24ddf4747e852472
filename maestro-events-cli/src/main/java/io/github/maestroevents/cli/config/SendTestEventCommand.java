package io.github.maestroevents.cli.config;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.EffectiveValue;
import io.github.maestroevents.config.MaestroEventsBuilder;
import io.github.maestroevents.config.Route;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves a destination with one event. */
@Command(
    name = "send-test-event",
    description = {
      "Sends one event to a destination, through its adapter alone, and says what came back.",
      "No journal is opened, and nothing is tried again."
    })
public final class SendTestEventCommand implements Callable<Integer> {

  private static final String DESTINATIONS = "maestro.events.destinations.";
  private static final String TYPE = ".type";
  private static final int LONGEST_SECONDS = 600;

  private final Console console;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--destination",
      paramLabel = "NAME",
      required = true,
      description = "The destination, by its name in the configuration.")
  private String destination = "";

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description =
          "A file with an event in Maestro's JSON, which is sent as it is; - for the input. Unless"
              + " given, an event of the type "
              + TestEvent.TYPE
              + ".")
  private @Nullable Path event;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for an answer, 1 to 600 seconds; 30 unless given.")
  private int timeout = 30;

  public SendTestEventCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (timeout < 1 || timeout > LONGEST_SECONDS) {
      throw new UsageException("--timeout must be from 1 to 600 seconds, but is " + timeout);
    }
    MaestroEvent sent = event == null ? TestEvent.at(console.now()) : EventFile.read(event);
    MaestroEventsBuilder builder = configuration.builder();
    try {
      Route route = builder.route(sent, destination).orElseThrow(() -> notThere(builder));
      EncodedEvent encoded =
          route
              .encoded()
              .orElseThrow(
                  () -> new UsageException("The event cannot be encoded, or is too large"));
      announce(route, encoded);
      try (MaestroNotificationPublisher adapter = builder.openAdapter(destination)) {
        return send(adapter, encoded, new SettingsInForce(builder, destination));
      }
    } catch (ConfigurationException e) {
      return configuration.tell(e.mistakes(), console);
    }
  }

  private UsageException notThere(MaestroEventsBuilder builder) {
    List<String> names =
        builder.check().values().stream()
            .map(EffectiveValue::key)
            .filter(key -> key.startsWith(DESTINATIONS) && key.endsWith(TYPE))
            .map(key -> key.substring(DESTINATIONS.length(), key.length() - TYPE.length()))
            .filter(name -> name.indexOf('.') < 0) // else a setting of an adapter, as kafka.x.type
            .toList();
    return new UsageException(
        names.isEmpty()
            ? builder.check().description()
            : "There is no destination "
                + LogText.quoted(destination)
                + "; there are "
                + String.join(", ", names));
  }

  private void announce(Route route, EncodedEvent encoded) {
    console.tell(
        "Sending an event of type "
            + LogText.id(encoded.type())
            + " with the id "
            + encoded.id().value()
            + " to "
            + destination
            + " ("
            + route.type()
            + route.target().map(target -> ", " + target).orElse("")
            + ")");
    if (event != null) {
      route
          .heldBackBy()
          .forEach(reason -> console.tell("A host would hold this event back by " + reason));
    }
  }

  private int send(
      MaestroNotificationPublisher adapter, EncodedEvent encoded, SettingsInForce settings) {
    long begun = console.nanoTime();
    DeliveryOutcome outcome = OneDelivery.of(adapter, encoded, Duration.ofSeconds(timeout));
    long millis = Duration.ofNanos(console.nanoTime() - begun).toMillis();
    if (outcome instanceof DeliveryOutcome.Delivered) {
      console.say(
          settings.isNobodyAsked()
              ? "Sent; kafka.acks=0 asks nobody, so whether the event arrived is not known"
              : "Acknowledged in " + millis + " ms");
      return ExitCodes.DONE;
    }
    if (outcome instanceof DeliveryOutcome.Rejected refusal) {
      console.say(
          "Refused after " + millis + " ms, for good: " + OneDelivery.words(refusal.cause()));
    } else if (outcome instanceof DeliveryOutcome.RetryLater later) {
      console.say(
          "Not delivered after "
              + millis
              + " ms; a host would try again: "
              + OneDelivery.words(later.cause()));
    } else {
      console.say(
          "No answer within "
              + timeout
              + " s; the event may arrive all the same"
              + settings
                  .patience()
                  .map(
                      patience ->
                          ". The adapter itself waits up to "
                              + patience
                              + " before it says why: give a longer --timeout")
                  .orElse(""));
    }
    return ExitCodes.INCOMPLETE;
  }
}
