package io.github.maestroevents.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.github.maestroevents.noop.fixture.AbstractThing;
import io.github.maestroevents.noop.fixture.LogsElsewhere;
import io.github.maestroevents.noop.fixture.OpenClass;
import io.github.maestroevents.noop.fixture.OpenContract;
import io.github.maestroevents.noop.fixture.PrintsTheStack;
import io.github.maestroevents.noop.fixture.PrintsToTheConsole;
import io.github.maestroevents.noop.fixture.ThingHelper;
import io.github.maestroevents.noop.fixture.ThingImpl;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What a class of the product looks like. */
class ShapeRulesTest {

  private static final List<String> REFUSED_ENDINGS =
      List.of("Impl", "Base", "Util", "Utils", "Helper", "Manager", "Common");

  /** Turns off the logger of PostgreSQL's driver, which prints URLs with their passwords. */
  private static final String SILENCES_A_DRIVER = "io.github.maestroevents.cli.journal.JdbcUrl";

  /** Says once that nobody logs: whoever has no log reads nothing but the console. */
  private static final String MISSING_LOG =
      "io.github.maestroevents.delivery.deadletter.MissingLogNotice";

  @Test
  void classes_areFinalOrSealed() {
    ArchRule rule =
        classes()
            .that(areClasses().and(DescribedPredicate.not(areContractsOfTheTestkit())))
            .should(be("final or sealed", ShapeRulesTest::isFinalOrSealed));

    Product.keeps(rule);
    Product.isCaught(rule, OpenClass.class, OpenContract.class);
  }

  @Test
  void packages_sayWhatTheyAreFor_andAreNullMarked() {
    ArchRule rule = classes().should(be("in a null-marked package", ShapeRulesTest::isNullMarked));

    Product.keeps(rule);
    Product.isCaught(rule, OpenClass.class); // fixtures have no package-info
  }

  @Test
  void logging_goesThroughSlf4j() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SILENCES_A_DRIVER)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "java.util.logging..", "org.apache.logging..", "org.apache.commons.logging.."))
            .orShould()
            .accessTargetWhere(describe("a stack trace", ShapeRulesTest::isStackTrace));

    Product.keeps(rule);
    Product.isCaught(rule, LogsElsewhere.class, PrintsTheStack.class);
  }

  @Test
  void console_isWrittenToByTheClassAlone_thatMissesALog() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(MISSING_LOG)
            .should()
            .accessTargetWhere(describe("the console", ShapeRulesTest::isConsole));

    Product.keeps(rule);
    Product.isCaught(rule, PrintsToTheConsole.class);
  }

  @Test
  void names_sayWhatAClassIs_notHowItIsBuilt() {
    ArchRule rule =
        classes().should(be("named for what they are", ShapeRulesTest::isNamedForWhatItIs));

    Product.keeps(rule);
    Product.isCaught(rule, ThingImpl.class, ThingHelper.class, AbstractThing.class);
  }

  private static boolean isFinalOrSealed(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.FINAL) || type.reflect().isSealed();
  }

  private static boolean isNullMarked(JavaClass type) {
    return type.getPackage().tryGetPackageInfo().isPresent()
        && type.getPackage().isAnnotatedWith(NullMarked.class);
  }

  private static boolean isNamedForWhatItIs(JavaClass type) {
    String name = type.getSimpleName();
    return !name.startsWith("Abstract") && REFUSED_ENDINGS.stream().noneMatch(name::endsWith);
  }

  private static boolean isConsole(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(System.class)
        && List.of("out", "err").contains(access.getTarget().getName());
  }

  private static boolean isStackTrace(JavaAccess<?> access) {
    return access.getTargetOwner().isAssignableTo(Throwable.class)
        && access.getTarget().getName().equals("printStackTrace");
  }

  /** Not interfaces, enums or records, which say so themselves, nor what has no name. */
  private static DescribedPredicate<JavaClass> areClasses() {
    return describe(
        "are classes",
        type ->
            !type.isInterface()
                && !type.isEnum()
                && !type.isRecord()
                && !type.isAnonymousClass()
                && !type.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  /** Contracts are there to be extended, by tests. */
  private static DescribedPredicate<JavaClass> areContractsOfTheTestkit() {
    return describe(
        "are contracts of the testkit",
        type ->
            Modules.of(type).equals(Modules.TESTKIT)
                && type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.getSimpleName().endsWith("Contract"));
  }

  private static ArchCondition<JavaClass> be(
      String what, java.util.function.Predicate<JavaClass> test) {
    return ArchCondition.from(describe("be " + what, test));
  }
}
