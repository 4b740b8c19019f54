/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * How a service is built, held by machine. A service takes the rules over with
 * {@code @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class)}.
 */
public final class HouseRules {

    private static final String DOMAIN = "io.vitrine.*.domain..";
    private static final String APP = "io.vitrine.*.app..";
    private static final String IN = "io.vitrine.*.in..";
    private static final String OUT = "io.vitrine.*.out..";

    @ArchTest
    static final ArchRule packages = classes()
            .should()
            .resideInAnyPackage("io.vitrine.*", DOMAIN, APP, IN, OUT)
            .because("a stranger finds every class by one of four names: domain, app, in, out");

    @ArchTest
    static final ArchRule layers = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("in")
            .definedBy(IN)
            .layer("app")
            .definedBy(APP)
            .layer("out")
            .definedBy(OUT)
            .layer("domain")
            .definedBy(DOMAIN)
            .whereLayer("in")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("app")
            .mayOnlyBeAccessedByLayers("in")
            .whereLayer("out")
            .mayOnlyBeAccessedByLayers("app")
            .because("requests go in, through one use case, and out");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.vitrine.*.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule domainIsPlain = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "jakarta..",
                    "com.fasterxml.jackson..",
                    "org.hibernate..",
                    "org.apache.kafka..",
                    "io.vitrine.kit.tx..",
                    "io.vitrine.kit.outbox..",
                    "io.vitrine.kit.inbox..",
                    "io.vitrine.kit.problem..")
            .because("a rule is tested in a millisecond with values in and values out");

    @ArchTest
    static final ArchRule domainTakesTimeAndIdsFromOutside = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .callMethodWhere(target(owner(assignableTo(java.time.Instant.class)))
                    .and(target(name("now")))
                    .or(target(owner(assignableTo(java.util.UUID.class))).and(target(name("randomUUID")))))
            .because("a rule that reads the clock cannot be tested at a time of our choice");

    @ArchTest
    static final ArchRule restStaysInHttp = noClasses()
            .that(not(resideInAPackage("io.vitrine.*.in.http.."))
                    .and(not(resideInAPackage("io.vitrine.*.out.catalog.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .because("only in/http speaks HTTP to clients; out/catalog is a declared client");

    @ArchTest
    static final ArchRule incomingStaysInEvents = noClasses()
            .that(not(resideInAPackage("io.vitrine.*.in.events..")))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.eclipse.microprofile.reactive.messaging.Incoming")
            .because("who hears what is seen in one folder");

    @ArchTest
    static final ArchRule hibernateStaysInPostgres = noClasses()
            .that(not(resideInAPackage("io.vitrine.*.out.postgres..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hibernate..", "jakarta.persistence..")
            .because("only repositories know how rows are kept");

    @ArchTest
    static final ArchRule s3StaysInObjects = noClasses()
            .that(not(resideInAPackage("io.vitrine.*.out.objects..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.minio..", "okhttp3..")
            .because("what a store is made of is the store's own matter");

    @ArchTest
    static final ArchRule noSecondWayToPublish = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.kafka\\.clients\\.producer\\..*"
                    + "|org\\.eclipse\\.microprofile\\.reactive\\.messaging\\.(Emitter|Outgoing)"
                    + "|io\\.smallrye\\.reactive\\.messaging\\.MutinyEmitter")
            .because("a fact goes through the outbox, or a crash between two writes would lose it");

    @ArchTest
    static final ArchRule noOtherService = slices().matching("io.vitrine.(catalog|storage|export|audit)..")
            .should()
            .notDependOnEachOther()
            .because("services share the contract and nothing else");

    @ArchTest
    static final ArchRule noScatteredSettings = noFields()
            .should()
            .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .because("settings are seen together in one mapping, and constructors say what a class needs");

    @ArchTest
    static final ArchRule noBlockingNoFireAndForget = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo("io.smallrye.mutiny.Uni")))
                    .and(target(name("await")).or(target(name("subscribeAsCompletionStage")))))
            .because("an event loop must not wait, and a dropped result hides its failure")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule tellingNames = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Processor|Impl|Base)$")
            .because("such a name says nothing; call it what it does");

    private HouseRules() {}
}
