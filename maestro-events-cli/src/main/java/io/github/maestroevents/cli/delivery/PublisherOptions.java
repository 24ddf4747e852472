package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.config.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where events go, and how fast. */
public final class PublisherOptions {

  /** Above the options, in the help. */
  public static final String HEADING = "%nWhere to:%n";

  @Option(
      names = "--publisher",
      paramLabel = "CLASS",
      description = "A ReplayPublisherFactory, on the class path or in --lib; or")
  private @Nullable String publisher;

  @Option(
      names = "--to",
      paramLabel = "NAME",
      description = "a destination of the configuration that --config names: its adapter alone.")
  private @Nullable String to;

  @Option(
      names = "--lib",
      paramLabel = "PATH",
      description = "A jar, or a directory of jars, for the publisher; may be repeated.")
  private List<Path> libraries = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "With --to, the configuration that the host opens; with --publisher, properties that are"
              + " handed to the factory.")
  private @Nullable Path config;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description = "No faster than this: 100/s, 500/min, 10/h. Unless given, as fast as it goes.")
  private @Nullable String rate;

  /** Whether a publisher is named. */
  public boolean isGiven() {
    return publisher != null || to != null;
  }

  /** The publisher that was named; the caller closes it. */
  public DeliveryTarget open() {
    if (publisher != null && to != null) {
      throw new UsageException("Say where to with either --publisher or --to");
    }
    if (to != null) {
      return new PublisherTarget(ofConfiguration(to));
    }
    if (publisher == null) {
      throw new UsageException(
          "Say where to: --to with a destination of --config, or --publisher with a class");
    }
    return new PublisherTarget(PublisherLoading.load(publisher, libraries, config));
  }

  private MaestroNotificationPublisher ofConfiguration(String destination) {
    if (config == null) {
      throw new UsageException("--to goes with --config: the file that names the destination");
    }
    try {
      return ConfigurationFile.read(config, Libraries.loader(libraries)).openAdapter(destination);
    } catch (ConfigurationException e) {
      throw new RefusedException(
          e.mistakes().stream().map(Object::toString).collect(Collectors.joining("; ")), e);
    }
  }

  /** How fast. */
  public Rate rate() {
    return rate == null ? Rate.UNLIMITED : Rate.parse(rate);
  }
}
