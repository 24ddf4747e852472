package io.github.maestroevents.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import io.github.maestroevents.noop.fixture.LogsByReference;
import io.github.maestroevents.noop.fixture.LogsFluently;
import io.github.maestroevents.noop.fixture.LogsPastTheDoor;
import io.github.maestroevents.noop.fixture.WritesPastTheConsole;
import java.io.FileDescriptor;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Text from outside reaches people through one door: whatever is logged passes {@code SafeLogger},
 * which escapes and cuts it, and what the command line writes passes {@code Console}.
 */
class TextRulesTest {

  private static final String DOOR = "io.github.maestroevents.spi.SafeLogger";
  private static final String CONSOLE = "io.github.maestroevents.cli.console.Console";

  private static final String OUTPUTS = "io.github.maestroevents.cli.text.ProcessOutputs";

  @Test
  void loggers_areCalledByTheDoorAlone() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(DOOR)
            .should()
            .accessTargetWhere(describe("a method of a logger", TextRulesTest::logs));

    Product.keeps(rule);
    Product.isCaught(rule, LogsPastTheDoor.class, LogsFluently.class, LogsByReference.class);
  }

  /** The console's, and an export's to whom the user has named it: {@code --file /dev/stdout}. */
  @Test
  void outputOfTheProcess_isTheConsolesAlone() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CONSOLE)
            .and()
            .doNotHaveFullyQualifiedName(OUTPUTS)
            .should()
            .accessTargetWhere(
                describe(
                    "a descriptor of the process",
                    access -> access.getTargetOwner().isEquivalentTo(FileDescriptor.class)));

    Product.keeps(rule);
    Product.isCaught(rule, WritesPastTheConsole.class);
  }

  private static boolean logs(JavaAccess<?> access) {
    return access.getTargetOwner().isAssignableTo(Logger.class)
        || access.getTargetOwner().isAssignableTo(LoggingEventBuilder.class);
  }
}
