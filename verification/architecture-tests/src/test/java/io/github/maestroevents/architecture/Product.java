package io.github.maestroevents.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** The classes of the product, and what to do with a rule: it holds for them, and it can fail. */
final class Product {

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(Modules.ROOT_PACKAGE);

  private Product() {}

  /** Fails too when the rule finds no class to look at: ArchUnit's default, kept on purpose. */
  static void keeps(ArchRule rule) {
    rule.check(CLASSES);
  }

  /** Each of the offenders, alone, breaks the rule. */
  static void isCaught(ArchRule rule, Class<?>... offenders) {
    for (Class<?> offender : offenders) {
      JavaClasses alone = new ClassFileImporter().importClasses(offender);
      assertThat(rule.evaluate(alone).hasViolation())
          .as("%s is caught by: %s", offender.getName(), rule.getDescription())
          .isTrue();
    }
  }
}
