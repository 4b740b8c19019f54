/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.vitrine.testkit.HouseRules;

@AnalyzeClasses(packages = "io.vitrine.audit", importOptions = DoNotIncludeTests.class)
class AuditArchTest {

    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);
}
