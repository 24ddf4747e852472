package io.github.maestroevents.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.maestroevents.config.fixture.Memory;
import io.github.maestroevents.config.fixture.Written;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What people read of a configuration: the block in the log, and where an event would go. */
class DescriptionTest {

  private static final Written WRITTEN =
      Written.of(
          "destinations.audit.type", "memory",
          "destinations.audit.journal", "shelf:left?password=hunter2",
          "destinations.audit.acceptance", "journaled",
          "destinations.audit.dead-letters", "destination:dead",
          "destinations.audit.password", "hunter2",
          "destinations.dead.type", "memory",
          "destinations.dead.close-timeout", "PT3S",
          "destinations.look.type", "memory",
          "destinations.look.required", "false",
          "destinations.look.filter.level", "WARN",
          "destinations.look.filter.types", "WORKFLOW_*,STEP_INSTANCE_STATUS_CHANGE_EVENT",
          "destinations.look.filter.workflows", "daily-*,!*-test",
          "destinations.look.filter.clusters", "prod",
          "destinations.look.title", "left");

  @AfterEach
  void forget() {
    Memory.forget();
  }

  @Test
  void block_isOneLineForEachSetting_withItsOrigin() {
    assertThat(WRITTEN.builder().settings(WRITTEN.map(), key -> "x.yml:1").check().description())
        .isEqualTo(
            """
            maestro-events publishes to 3 destinations
              audit: memory, required (x.yml:1)
                password       (not shown)       x.yml:1
                acceptance     journaled         x.yml:1
                journal        shelf:… (shelf)   x.yml:1
                dead-letters   destination:dead  x.yml:1
                retry.max-age  unlimited         default
                close-timeout  10s               default
              dead: memory, takes the dead letters of audit (x.yml:1)
                acceptance      memory       default
                journal         none         default
                dead-letters    log          default
                queue.overflow  drop-newest  default
                retry.max-age   1h           default
                close-timeout   PT3S         x.yml:1
              look: memory, best effort (x.yml:1)
                title             left                                      x.yml:1
                filter.types      WORKFLOW_*,STEP_INSTANCE_STATUS_CHANGE_EVENT  x.yml:1
                filter.level      WARN                                      x.yml:1
                filter.workflows  daily-*,!*-test                           x.yml:1
                filter.clusters   prod                                      x.yml:1
                acceptance        memory                                    default
                journal           none                                      default
                dead-letters      log                                       default
                queue.overflow    drop-newest                               default
                retry.max-age     1h                                        default
                close-timeout     10s                                       default\
            """);
  }

  @Test
  void block_isLoggedWhenEverythingIsOpen() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(MaestroEvents.class);
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    log.start();
    logger.addAppender(log);
    try (ConfiguredPublisher publisher = WRITTEN.open()) {
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactlyElementsOf(publisher.description().lines().toList());
    } finally {
      logger.detachAppender(log);
      logger.setLevel(before);
    }
  }

  @Test
  void values_areThoseOfEverySettingThereIs() {
    List<EffectiveValue> values = WRITTEN.check().values();

    assertThat(values)
        .contains(
            new EffectiveValue(
                "maestro.events.destinations.dead.retry.max-delay", "30s", "default"),
            new EffectiveValue(
                "maestro.events.destinations.audit.password",
                "(not shown)",
                "at maestro.events.destinations.audit.password"))
        .noneMatch(value -> value.key().endsWith("sqlite.max-bytes"));
  }

  @Test
  void defaults_areLeftOut_whereTheyAreOfNoUse() {
    assertThat(defaults(Written.audit()))
        .contains("acceptance", "batch-timeout", "queue.overflow", "circuit-breaker.window")
        .doesNotContain("confirm-timeout", "append-timeout", "dead-letter-file.max-bytes")
        .noneMatch(name -> name.startsWith("journaling."));
    assertThat(defaults(Written.audit("acceptance", "confirmed")))
        .contains("confirm-timeout")
        .doesNotContain("append-timeout", "queue.overflow");
    assertThat(defaults(Written.audit("acceptance", "journaled", "journal", "shelf:left")))
        .contains("append-timeout", "journaling.when-full")
        .doesNotContain("confirm-timeout", "queue.overflow");
    assertThat(defaults(Written.audit("dead-letters", "file:/var/dead.jsonl")))
        .contains("dead-letter-file.max-bytes");
    assertThat(defaults(Written.audit("circuit-breaker.enabled", "false")))
        .noneMatch(name -> name.startsWith("circuit-breaker."));
  }

  /** A reader looks for a figure there, or for a word. */
  @Test
  void defaults_areNoSentences() {
    assertThat(Written.audit().check().values())
        .allSatisfy(value -> assertThat(value.shown().split(" ")).hasSizeLessThan(5));
  }

  private static List<String> defaults(Written written) {
    String prefix = Written.PREFIX + "destinations.audit.";
    return written.check().values().stream()
        .filter(value -> value.origin().equals("default"))
        .map(value -> value.key().substring(prefix.length()))
        .toList();
  }

  @Test
  void propertiesOfKafka_areShown_whereTheyHoldNoSecret() {
    Map<String, String> shown =
        kafka(
            "bootstrap.servers", "broker-1:9092, [::1]:9093",
            "acks", "all",
            "compression.type", "zstd",
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "SCRAM-SHA-512",
            "linger.ms", "5",
            "sasl.jaas.config", "org.example.Login required password=\"hunter2\";",
            "ssl.truststore.password", "12345",
            "client.id", "hunter2");

    assertThat(shown)
        .containsEntry("bootstrap.servers", "broker-1:9092, [::1]:9093")
        .containsEntry("acks", "all")
        .containsEntry("compression.type", "zstd")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("linger.ms", "5")
        .containsEntry("sasl.jaas.config", "(not shown)")
        .containsEntry("ssl.truststore.password", "(not shown)")
        .containsEntry("client.id", "(not shown)");
  }

  @Test
  void propertiesOfKafka_areWithheld_whereTheyAreNotWhatTheyShouldBe() {
    for (String brokers :
        List.of(
            "u:hunter2@broker:9092",
            "broker:9092,u:hunter2@broker:9092",
            "SASL_SSL://broker:9092",
            "broker:9092?password=hunter2",
            "broker:9092\nhunter2",
            "hunter2")) {
      assertThat(kafka("bootstrap.servers", brokers))
          .as(brokers)
          .containsEntry("bootstrap.servers", "(not shown)");
    }
    assertThat(kafka("acks", "hunter2", "linger.ms", "hunter2", "security.protocol", "hunter2"))
        .containsEntry("acks", "(not shown)")
        .containsEntry("linger.ms", "(not shown)")
        .containsEntry("security.protocol", "(not shown)");
  }

  /** What is shown of Kafka's properties, whatever is wrong with them. */
  private static Map<String, String> kafka(String... namesAndValues) {
    String prefix = "destinations.a.kafka.";
    String[] settings = namesAndValues.clone();
    for (int i = 0; i < settings.length; i += 2) {
      settings[i] = prefix + settings[i];
    }
    return Written.of("destinations.a.type", "kafka", "destinations.a.topic", "orders")
        .with(settings)
        .check()
        .values()
        .stream()
        .filter(value -> value.key().startsWith(Written.PREFIX + prefix))
        .collect(
            Collectors.toMap(
                value -> value.key().substring((Written.PREFIX + prefix).length()),
                EffectiveValue::shown));
  }

  @Test
  void route_namesWhatHoldsAnEventBack() {
    MaestroEvent event = TestEvents.event();
    List<Route> routes = WRITTEN.builder().route(event);

    assertThat(routes).extracting(Route::destination).containsExactly("audit", "look");
    assertThat(routes.get(0).heldBackBy()).isEmpty();
    assertThat(routes.get(0).encoded()).isPresent();
    assertThat(routes.get(0).target()).isEmpty();
    assertThat(routes.get(1).heldBackBy())
        .containsExactly(
            "filter.level=warn: the event is of level info",
            "filter.clusters=prod: the cluster is test");
    assertThat(routes.get(1).target()).contains("shelf left");
    assertThat(Memory.CREATED).isEmpty();
  }

  @Test
  void filters_holdBackWhatTheyName() {
    MaestroEvent event = TestEvents.failure();
    assertThat(heldBack("filter.workflows", "!" + event.workflowId(), event))
        .containsExactly(
            "filter.workflows=!" + event.workflowId() + ": the workflow is " + event.workflowId());
    assertThat(heldBack("filter.workflows", "none", event)).hasSize(1);
    assertThat(heldBack("filter.workflows", "*", event)).isEmpty();
    assertThat(heldBack("filter.types", "workflow_deletion_change_event", event)).hasSize(1);
    assertThat(heldBack("filter.types", "step_instance_status_change_event", event)).isEmpty();
    assertThat(heldBack("filter.clusters", "elsewhere", event)).hasSize(1);
    assertThat(heldBack("filter.level", "error", event)).isEmpty();
    assertThat(heldBack("filter.terminal-only", "false", event)).isEmpty();
  }

  private static List<String> heldBack(String name, String value, MaestroEvent event) {
    return Written.audit(name, value).builder().route(event).get(0).heldBackBy();
  }
}
