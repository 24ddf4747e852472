package io.github.maestroevents.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.github.maestroevents.config.fixture.ConfigWithAnAdapter;
import io.github.maestroevents.delivery.fixture.EngineWithAnAdapter;
import io.github.maestroevents.delivery.fixture.EngineWithJson;
import io.github.maestroevents.delivery.fixture.EngineWithSpring;
import io.github.maestroevents.event.fixture.ApiWithTheEngine;
import io.github.maestroevents.kafka.fixture.AdapterWithAnotherAdapter;
import io.github.maestroevents.kafka.fixture.AdapterWithTheEngine;
import io.github.maestroevents.kafka.fixture.AdapterWithTheTestkit;
import io.github.maestroevents.kafka.fixture.ReachesInside;
import io.github.maestroevents.noop.fixture.hen.Hen;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
class ModuleRulesTest {

  @Test
  void api_importsNoOtherModule() {
    ArchRule rule =
        classes().that(Modules.in(Modules.API)).should(importNoModule("another", other -> true));

    Product.keeps(rule);
    Product.isCaught(rule, ApiWithTheEngine.class);
  }

  @Test
  void adapters_importNeitherDeliveryNorAnotherAdapter() {
    ArchRule rule =
        classes()
            .that(Modules.adapters())
            .should(
                importNoModule(
                    "delivery or an adapter's",
                    other ->
                        Modules.isAdapter(other) || Modules.of(other).equals(Modules.DELIVERY)));

    Product.keeps(rule);
    Product.isCaught(rule, AdapterWithTheEngine.class, AdapterWithAnotherAdapter.class);
  }

  @Test
  void delivery_importsNoAdapter() {
    ArchRule rule =
        noClasses()
            .that(Modules.in(Modules.DELIVERY))
            .should()
            .dependOnClassesThat(Modules.adapters());

    Product.keeps(rule);
    Product.isCaught(rule, EngineWithAnAdapter.class);
  }

  @Test
  void delivery_importsNoJsonLibrary() {
    ArchRule rule =
        noClasses()
            .that(Modules.in(Modules.DELIVERY))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "com.fasterxml..", "tools.jackson..", "com.google.gson..", "jakarta.json.."));

    Product.keeps(rule);
    Product.isCaught(rule, EngineWithJson.class);
  }

  @Test
  void config_importsNothingButDeliveryAndTheApi() {
    ArchRule rule =
        classes()
            .that(Modules.in(Modules.CONFIG))
            .should(
                importNoModule(
                    "any but delivery's and the api's",
                    other -> !Set.of(Modules.API, Modules.DELIVERY).contains(Modules.of(other))));

    Product.keeps(rule);
    Product.isCaught(rule, ConfigWithAnAdapter.class);
  }

  @Test
  void onlyStarters_knowSpring() {
    ArchRule rule =
        noClasses()
            .that(DescribedPredicate.not(Modules.starters()))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.springframework.."));

    Product.keeps(rule);
    Product.isCaught(rule, EngineWithSpring.class);
  }

  @Test
  void nobody_importsTheTestkit() {
    ArchRule rule =
        classes()
            .should(
                importNoModule("the testkit", other -> Modules.of(other).equals(Modules.TESTKIT)));

    Product.keeps(rule);
    Product.isCaught(rule, AdapterWithTheTestkit.class);
  }

  @Test
  void nobody_importsTheInternalsOfAnotherModule() {
    ArchRule rule =
        classes()
            .should(
                importNoModule(
                    "the internal", other -> resideInAnyPackage("..internal..").test(other)));

    Product.keeps(rule);
    Product.isCaught(rule, ReachesInside.class);
  }

  @Test
  void exportedSignatures_nameNoInternalType() {
    ArchRule rule =
        classes()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackage("..internal..")
            .should(nameNoInternalType());

    Product.keeps(rule);
    Product.isCaught(rule, ReachesInside.class);
  }

  @Test
  void packages_formNoCycle() {
    ArchRule rule =
        SlicesRuleDefinition.slices().assignedFrom(packages()).should().beFreeOfCycles();

    Product.keeps(rule);
    assertThat(
            rule.evaluate(new ClassFileImporter().importPackages(parentOf(Hen.class)))
                .hasViolation())
        .isTrue();
  }

  /** Depend on no class of a module other than its own for which the predicate is true. */
  private static ArchCondition<JavaClass> importNoModule(
      String which, Predicate<JavaClass> forbidden) {
    return new ArchCondition<>("not import " + which + " classes of another module") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass other = dependency.getTargetClass().getBaseComponentType();
          String module = Modules.of(other);
          if (!module.isEmpty() && !module.equals(Modules.of(type)) && forbidden.test(other)) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  /** Of what others may call or read, nothing is of an internal type. */
  private static ArchCondition<JavaClass> nameNoInternalType() {
    return new ArchCondition<>("name no internal type in what others may use") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMember member : type.getMembers()) {
          boolean isUsable =
              member.getModifiers().contains(JavaModifier.PUBLIC)
                  || member.getModifiers().contains(JavaModifier.PROTECTED);
          if (isUsable
              && member.getAllInvolvedRawTypes().stream()
                  .anyMatch(named -> resideInAnyPackage("..internal..").test(named))) {
            events.add(SimpleConditionEvent.violated(type, member.getFullName()));
          }
        }
      }
    };
  }

  private static SliceAssignment packages() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }

  private static String parentOf(Class<?> type) {
    String name = type.getPackageName();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
