package hearth.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final JavaClasses HEARTH =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("hearth");

  @Test
  void theCoreKnowsNothingButJava() {
    classes()
        .that()
        .resideInAPackage("hearth.core..")
        // What is generated from an annotation knows Java alone; the annotation knows its
        // generator.
        .and()
        .areNotAnnotations()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("hearth.core..", "java..")
        .check(HEARTH);
  }

  @Test
  void discordDoesNotKnowAzure() {
    noClasses()
        .that()
        .resideInAPackage("hearth.discord..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("hearth.azure..", "hearth.app..", "com.azure..", "com.microsoft..")
        .check(HEARTH);
  }

  @Test
  void azureDoesNotKnowDiscord() {
    noClasses()
        .that()
        .resideInAPackage("hearth.azure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("hearth.discord..", "hearth.app..")
        .allowEmptyShould(true)
        .check(HEARTH);
  }

  @Test
  void theRulesHaveSomethingToHold() {
    assertTrue(HEARTH.stream().anyMatch(c -> c.getPackageName().equals("hearth.core")));
    assertTrue(HEARTH.stream().anyMatch(c -> c.getPackageName().equals("hearth.discord")));
  }
}
