package io.github.maestroevents.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.github.maestroevents.delivery.internal.thread.EngineThread;
import io.github.maestroevents.event.fixture.StartsAThread;
import io.github.maestroevents.event.fixture.TouchesAFile;
import io.github.maestroevents.noop.fixture.IsAThread;
import io.github.maestroevents.noop.fixture.MakesAThread;
import io.github.maestroevents.noop.fixture.MakesAThreadByFactory;
import io.github.maestroevents.noop.fixture.MakesAnEngineThread;
import io.github.maestroevents.noop.fixture.ReadsNanoTime;
import io.github.maestroevents.noop.fixture.ReadsNanoTimeByReference;
import io.github.maestroevents.noop.fixture.ReadsTheDate;
import io.github.maestroevents.noop.fixture.ReadsTheMillis;
import io.github.maestroevents.noop.fixture.Sleeps;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Time comes from one class and threads from a few, so that everything else can be tested without.
 */
class TimeAndThreadRulesTest {

  private static final String CLOCK = "io.github.maestroevents.delivery.policy.SystemClock";

  /** The classes that exist to make threads, each saying in its first paragraph what for. */
  private static final Set<String> THREAD_MAKERS =
      Set.of(
          "io.github.maestroevents.delivery.internal.thread.BoundedCall",
          "io.github.maestroevents.delivery.internal.thread.EngineThread",
          "io.github.maestroevents.delivery.internal.thread.TurnThread",
          "io.github.maestroevents.delivery.internal.thread.Watch",
          "io.github.maestroevents.delivery.internal.destination.WorkerThreads",
          "io.github.maestroevents.kafka.internal.producer.HelperThread",
          "io.github.maestroevents.kafka.internal.producer.ProducerCloser",
          "io.github.maestroevents.sqs.internal.call.RequestThreads",
          "io.github.maestroevents.status.ResendThread",
          "io.github.maestroevents.status.internal.http.ServerThreads",
          "io.github.maestroevents.testkit.BoundedCalls",
          "io.github.maestroevents.webhook.internal.client.WebhookThreads");

  @Test
  void time_isReadBySystemClockAlone() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CLOCK)
            .should()
            .accessTargetWhere(
                calls(System.class, "nanoTime", "currentTimeMillis")
                    .or(calls(java.time.Instant.class, "now"))
                    .or(calls(java.time.Clock.class, "systemUTC", "systemDefaultZone", "system")));

    Product.keeps(rule);
    Product.isCaught(
        rule,
        ReadsNanoTime.class,
        ReadsNanoTimeByReference.class,
        ReadsTheMillis.class,
        ReadsTheDate.class);
  }

  @Test
  void threads_areMadeByTheClassesThatExistForThem() {
    ArchRule rule =
        noClasses()
            .that(
                describe(
                    "are no makers of threads", type -> !THREAD_MAKERS.contains(type.getName())))
            .should()
            .accessTargetWhere(
                calls(Thread.class, "<init>", "ofPlatform", "ofVirtual")
                    .or(calls(EngineThread.class, "<init>"))
                    .or(
                        calls(
                            Executors.class,
                            "defaultThreadFactory",
                            "newCachedThreadPool",
                            "newFixedThreadPool",
                            "newSingleThreadExecutor",
                            "newSingleThreadScheduledExecutor",
                            "newScheduledThreadPool",
                            "newWorkStealingPool",
                            "newVirtualThreadPerTaskExecutor")));

    Product.keeps(rule);
    Product.isCaught(
        rule,
        MakesAThread.class,
        IsAThread.class,
        MakesAThreadByFactory.class,
        MakesAnEngineThread.class);
  }

  @Test
  void nobody_sleeps() {
    ArchRule rule =
        noClasses()
            .should()
            .accessTargetWhere(calls(Thread.class, "sleep").or(calls(TimeUnit.class, "sleep")));

    Product.keeps(rule);
    Product.isCaught(rule, Sleeps.class);
  }

  @Test
  void api_startsNoThread() {
    ArchRule rule =
        noClasses()
            .that(Modules.in(Modules.API))
            .should()
            .accessTargetWhere(calls(Thread.class, "<init>", "start"))
            .orShould()
            .dependOnClassesThat(
                describe(
                    "run tasks on other threads",
                    type ->
                        type.isAssignableTo(Executor.class)
                            || type.isEquivalentTo(java.util.concurrent.Executors.class)
                            || type.isEquivalentTo(java.util.Timer.class)));

    Product.keeps(rule);
    Product.isCaught(rule, StartsAThread.class);
  }

  @Test
  void api_touchesNoFile() {
    ArchRule rule =
        noClasses()
            .that(Modules.in(Modules.API))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                    .or(
                        describe(
                            "are files of java.io",
                            type ->
                                type.getPackageName().equals("java.io")
                                    && (type.getSimpleName().startsWith("File")
                                        || type.getSimpleName().equals("RandomAccessFile")))));

    Product.keeps(rule);
    Product.isCaught(rule, TouchesAFile.class);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String... names) {
    Set<String> wanted = Set.of(names);
    return describe(
        owner.getSimpleName() + "." + String.join("/", names),
        access -> isOwnedBy(access, owner) && wanted.contains(access.getTarget().getName()));
  }

  private static boolean isOwnedBy(JavaAccess<?> access, Class<?> owner) {
    JavaClass target = access.getTargetOwner();
    return target.isEquivalentTo(owner);
  }
}
