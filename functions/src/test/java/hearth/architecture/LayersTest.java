package hearth.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** Each knows those before it and none behind it. */
  private static final List<String> ROOMS =
      List.of(
          "hearth.core",
          "hearth.core.fleet",
          "hearth.core.note",
          "hearth.core.history",
          "hearth.core.event",
          "hearth.core.wanted",
          "hearth.core.state",
          "hearth.core.port",
          "hearth.core.update",
          "hearth.core.rules",
          "hearth.core.delivery");

  private static final int MOST_FILES = 20;

  @Test
  void theRoomsOfTheCoreKnowEachOtherInOneDirection() {
    for (int room = 0; room < ROOMS.size() - 1; room++) {
      noClasses()
          .that()
          .resideInAPackage(ROOMS.get(room))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOMS.subList(room + 1, ROOMS.size()).toArray(String[]::new))
          .check(HEARTH);
    }
  }

  @Test
  void everyRoomIsListedAndNoneIsTooFull() {
    Map<String, Set<String>> files =
        HEARTH.stream()
            .filter(c -> c.getPackageName().startsWith("hearth.core"))
            .filter(c -> !c.getSimpleName().endsWith("Builder") || c.isAnnotation())
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName,
                    Collectors.mapping(
                        c -> c.getSource().orElseThrow().getFileName().orElseThrow(),
                        Collectors.toSet())));
    assertEquals(Set.copyOf(ROOMS), files.keySet());
    files.forEach((room, all) -> assertTrue(all.size() <= MOST_FILES, room + ": " + all));
  }

  @Test
  void theApplicationReadsMessagesBeforeSettingsAndWiresLast() {
    noClasses()
        .that()
        .resideInAPackage("hearth.app.message")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("hearth.app", "hearth.app.settings")
        .check(HEARTH);
    noClasses()
        .that()
        .resideInAPackage("hearth.app.settings")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("hearth.app")
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
  void whatAnswersAnInteractionAndWhatCallsDiscordShareWordsAlone() {
    Map<String, List<String>> forbidden =
        Map.of(
            "hearth.discord", List.of(".wording", ".interaction", ".chat"),
            "hearth.discord.wording", List.of(".interaction", ".chat"),
            "hearth.discord.interaction", List.of(".chat"),
            "hearth.discord.chat", List.of(".interaction"));
    assertApart("hearth.discord", forbidden);
  }

  @Test
  void theServicesOfAzureDoNotKnowEachOther() {
    Map<String, List<String>> forbidden =
        Map.of(
            "hearth.azure", List.of(".table", ".queue", ".arm", ".client"),
            "hearth.azure.table", List.of(".queue", ".arm", ".client"),
            "hearth.azure.queue", List.of(".table", ".arm", ".client"),
            "hearth.azure.arm", List.of(".table", ".queue", ".client"),
            "hearth.azure.client", List.of());
    assertApart("hearth.azure", forbidden);
  }

  /** Every package under the root is named, and knows none of those forbidden to it. */
  private static void assertApart(String root, Map<String, List<String>> forbidden) {
    assertEquals(
        forbidden.keySet(),
        HEARTH.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.equals(root) || name.startsWith(root + "."))
            .collect(Collectors.toSet()));
    forbidden.forEach(
        (room, others) -> {
          String[] packages = others.stream().map(root::concat).toArray(String[]::new);
          if (packages.length > 0) {
            noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(HEARTH);
          }
        });
  }

  @Test
  void theRulesHaveSomethingToHold() {
    assertTrue(HEARTH.stream().anyMatch(c -> c.getPackageName().equals("hearth.core")));
    assertTrue(HEARTH.stream().anyMatch(c -> c.getPackageName().startsWith("hearth.discord")));
  }
}
