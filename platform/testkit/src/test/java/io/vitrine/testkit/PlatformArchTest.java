/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vitrine.contract.EventCodec;
import io.vitrine.contract.Unrecognised;
import io.vitrine.contract.VitrineEvent;

/** The contract stays plain, so that anybody can use it. */
@AnalyzeClasses(packages = "io.vitrine.contract", importOptions = ImportOption.DoNotIncludeTests.class)
class PlatformArchTest {

    @ArchTest
    static final ArchRule contractIsPlain = noClasses()
            .that()
            .doNotBelongToAnyOf(EventCodec.class, Unrecognised.class)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "io.vitrine.contract..")
            .because("a fact is a record of the JDK's types; only the codec knows the wire");

    @ArchTest
    static final ArchRule factsAreRecords = classes()
            .that()
            .implement(VitrineEvent.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .beRecords();
}
