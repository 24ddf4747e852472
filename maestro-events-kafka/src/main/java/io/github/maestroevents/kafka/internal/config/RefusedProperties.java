package io.github.maestroevents.kafka.internal.config;

import io.github.maestroevents.spi.ForeignFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * What to say when Kafka's client takes its properties as a whole for illegal. Its words may quote
 * any of them, a line of JAAS or what a config provider gave; the names of Kafka's own properties
 * in them say where to look.
 */
public final class RefusedProperties {

  private static final int MOST_CAUSES = 12;
  private static final int LONGEST_LOOK = 10_000;

  /** A shorter value may stand in any text. */
  private static final int SHORTEST_QUOTE = 4;

  private static final Pattern CLASS_NAMES = Pattern.compile("\\s*,\\s*");
  private static final String PROVIDERS = "config.providers";
  private static final String REFERENCE = "${";
  private static final String JAAS = "sasl.jaas.config";

  private static final Pattern NAME = Pattern.compile("(?<![a-z])[a-z]++(?:\\.[a-z]++)+");

  private static final String KAFKA = "org.apache.kafka.common.";

  /** Where a failure comes from, by the beginning of a class's name, and what is to blame then. */
  private static final Map<String, String> BY_CLASS =
      Map.ofEntries(
          Map.entry(KAFKA + "security.JaasContext", "sasl.jaas.config"),
          Map.entry(KAFKA + "security.JaasConfig", "sasl.jaas.config"),
          Map.entry("javax.security.auth.login.LoginContext", "sasl.jaas.config"),
          Map.entry(KAFKA + "security.authenticator.", "sasl.*"),
          Map.entry(KAFKA + "security.oauthbearer.", "sasl.*"),
          Map.entry(KAFKA + "security.kerberos.", "sasl.*"),
          Map.entry(KAFKA + "security.ssl.", "ssl.*"),
          Map.entry(KAFKA + "network.SslChannelBuilder", "ssl.*"),
          Map.entry(KAFKA + "network.SaslChannelBuilder", "sasl.*"),
          Map.entry(KAFKA + "config.ConfigTransformer", PROVIDERS),
          Map.entry(KAFKA + "config.AbstractConfig.instantiateConfigProviders", PROVIDERS));

  /** What Kafka reads PEM from, and what it needs for that. */
  private static final Pattern PEM =
      Pattern.compile(
          "ssl\\.(keystore\\.(key|certificate\\.chain|location)|key\\.password"
              + "|truststore\\.(certificates|location))");

  /** The name of a class in a package, which is no secret where a class belongs. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("[a-z][a-z0-9_]{0,40}(?:\\.[A-Za-z_$][A-Za-z0-9_$]{0,80}){1,12}");

  /** The first word of a line of JAAS. */
  private static final Pattern LOGIN_MODULE =
      Pattern.compile(
          "\\s*(" + CLASS_NAME + ")\\s+(?:required|requisite|sufficient|optional)\\b.*",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private RefusedProperties() {}

  /** The classes of the failure, and the properties that its words name or quote. */
  public static String words(Throwable failure, Map<String, Object> host) {
    Set<String> meant = new TreeSet<>();
    Set<String> classes = new TreeSet<>();
    @Nullable Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
      String said = String.valueOf(cause.getMessage());
      said = said.substring(0, Math.min(said.length(), LONGEST_LOOK));
      addNamed(said, meant);
      addQuoted(said, host, meant);
      addByOrigin(cause.getStackTrace(), host, meant);
      if (cause instanceof InvalidConfigurationException && meant.isEmpty()) {
        addPem(host, meant); // a key or certificate; Kafka takes the trace off this exception
      }
      addClasses(said, host, classes);
    }
    return (meant.isEmpty() ? "" : "; see " + String.join(", ", meant))
        + (classes.isEmpty() ? "" : ", and the class " + String.join(", ", classes))
        + " ("
        + ForeignFailure.classes(failure)
        + ")";
  }

  private static void addNamed(String said, Set<String> meant) {
    Matcher name = NAME.matcher(said);
    while (name.find()) {
      if (ProducerConfig.configNames().contains(name.group())) {
        meant.add(name.group());
      }
    }
  }

  private static void addQuoted(String said, Map<String, Object> host, Set<String> meant) {
    host.forEach(
        (name, value) -> {
          if (value instanceof String text
              && text.length() >= SHORTEST_QUOTE
              && said.contains(text)) {
            meant.add(Secrets.name(name));
          }
        });
  }

  /** By the methods that the failure came through, whatever it says. */
  private static void addByOrigin(
      StackTraceElement[] trace, Map<String, Object> host, Set<String> meant) {
    for (StackTraceElement frame : trace) {
      String method = frame.getClassName() + "." + frame.getMethodName();
      BY_CLASS.forEach(
          (beginning, property) -> {
            if (method.startsWith(beginning)) {
              meant.add(property);
            }
          });
    }
    if (meant.contains(PROVIDERS)) {
      host.forEach(
          (name, value) -> {
            if (value instanceof String text && text.contains(REFERENCE)) {
              meant.add(Secrets.name(name));
            }
          });
    }
  }

  private static void addPem(Map<String, Object> host, Set<String> meant) {
    host.keySet().stream().filter(name -> PEM.matcher(name).matches()).forEach(meant::add);
    if (meant.isEmpty()) {
      meant.add("ssl.*");
    }
  }

  /** Classes that the host itself has named, where a class belongs, and of which it is said. */
  private static void addClasses(String said, Map<String, Object> host, Set<String> classes) {
    host.forEach(
        (name, value) -> {
          if (!(value instanceof String text)) {
            return;
          }
          if (name.equals(JAAS)) {
            Matcher module = LOGIN_MODULE.matcher(text);
            if (module.matches() && said.contains(module.group(1))) {
              classes.add(module.group(1));
            }
          } else if (isOfClasses(name)) {
            CLASS_NAMES
                .splitAsStream(text)
                .filter(word -> CLASS_NAME.matcher(word).matches() && said.contains(word))
                .forEach(classes::add);
          }
        });
  }

  private static boolean isOfClasses(String property) {
    ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(property);
    return (known != null && known.type == ConfigDef.Type.CLASS)
        || property.equals(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG)
        || property.equals(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG);
  }
}
