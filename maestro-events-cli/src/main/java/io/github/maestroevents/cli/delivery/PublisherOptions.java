package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where events go, and how fast. */
public final class PublisherOptions {

  /** Above the options, in the help. */
  public static final String HEADING = "%nWhere to:%n";

  @Option(
      names = "--publisher",
      paramLabel = "CLASS",
      description = "A ReplayPublisherFactory, on the class path or in --lib.")
  private @Nullable String publisher;

  @Option(
      names = "--lib",
      paramLabel = "PATH",
      description = "A jar, or a directory of jars, for the publisher; may be repeated.")
  private List<Path> libraries = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties that are handed to the publisher's factory.")
  private @Nullable Path config;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description = "No faster than this: 100/s, 500/min, 10/h. Unless given, as fast as it goes.")
  private @Nullable String rate;

  /** Whether a publisher is named. */
  public boolean isGiven() {
    return publisher != null;
  }

  /** The publisher that was named; the caller closes it. */
  public DeliveryTarget open() {
    if (publisher == null) {
      throw new UsageException("--publisher is missing: a class that makes the publisher");
    }
    return new PublisherTarget(PublisherLoading.load(publisher, libraries, config));
  }

  /** How fast. */
  public Rate rate() {
    return rate == null ? Rate.UNLIMITED : Rate.parse(rate);
  }
}
