package io.github.maestroevents.kafka.internal.config;

import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Warns once of a Kafka client that may misroute records: a host's dependency management can put an
 * older one on the class path than this library asks for.
 *
 * <p>CVE-2026-35554: when a batch expires while its request is under way, its buffer may be used
 * again too early, and records arrive in another topic than they were sent to. Mended in 3.9.2,
 * 4.0.2, 4.1.2 and in every later line.
 */
public final class ClientVersionCheck {

  private static final SafeLogger LOG = SafeLogger.of(ClientVersionCheck.class);

  /** The release number; vendors add a suffix of their own. */
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4}).*");

  /** Where the client reads it too, by a class whose package changes from line to line. */
  private static final String VERSION_FILE = "/kafka/kafka-version.properties";

  private static final ClientVersionCheck OF_THE_CLIENT = new ClientVersionCheck(clientVersion());

  private final String version;

  /** Atomic, because several threads may build publishers at once. */
  private final AtomicBoolean told = new AtomicBoolean();

  ClientVersionCheck(String version) {
    this.version = version;
  }

  /** Logs a warning if the client on the class path is affected, and was not warned of before. */
  public static void warnOnce() {
    OF_THE_CLIENT.warn();
  }

  void warn() {
    Optional<String> mended = mendedVersion();
    if (mended.isPresent() && told.compareAndSet(false, true)) {
      LOG.warn(
          "kafka-clients {} may deliver records to the wrong topic when a batch expires"
              + " (CVE-2026-35554). Use org.apache.kafka:kafka-clients:{} or newer; with Spring Boot"
              + " set the property kafka.version",
          version,
          mended.get());
    }
  }

  /** The first version of the client's line without the defect; empty if it has none. */
  Optional<String> mendedVersion() {
    Matcher release = RELEASE.matcher(version);
    if (!release.matches()) {
      return Optional.empty(); // a build of somebody's own: nothing is known of it
    }
    int major = Integer.parseInt(release.group(1));
    int minor = Integer.parseInt(release.group(2));
    int patch = Integer.parseInt(release.group(3));
    if (major < 3 || (major == 3 && (minor < 9 || (minor == 9 && patch < 2)))) {
      return Optional.of("3.9.2");
    }
    if (major == 4 && minor <= 1 && patch < 2) {
      return Optional.of("4." + minor + ".2");
    }
    return Optional.empty();
  }

  /** Empty if the client does not tell. */
  static String clientVersion() {
    Properties properties = new Properties();
    try (InputStream in = KafkaProducer.class.getResourceAsStream(VERSION_FILE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException | IllegalArgumentException e) {
      return ""; // a publisher that works is worth more than its warning
    }
    return properties.getProperty("version", "").trim();
  }
}
