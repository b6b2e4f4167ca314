package io.slipway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.db.AccountTransactions;
import io.slipway.db.AccountTx;
import io.slipway.db.DeviceTransactions;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What the compiler cannot hold up of the five walls, and of who may know whom. */
@AnalyzeClasses(packages = "io.slipway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> DATABASE_ACCESS = describe(
            "what opens a connection or a transaction",
            type -> type.isAssignableTo(Connection.class)
                    || type.isAssignableTo(DriverManager.class)
                    || type.isAssignableTo(DataSource.class)
                    || type.isAssignableTo(EntityManager.class)
                    || type.isAssignableTo(EntityManagerFactory.class)
                    || type.isAssignableTo(UserTransaction.class)
                    || type.isAssignableTo(TransactionManager.class)
                    || type.isAssignableTo(QuarkusTransaction.class)
                    || type.isAssignableTo(Jdbi.class)
                    || type.isAssignableTo(Handle.class)
                    || type.getPackageName().startsWith("io.agroal")
                    || type.getPackageName().startsWith("io.vertx.sqlclient")
                    || type.getPackageName().startsWith("io.vertx.pgclient"));

    private static final DescribedPredicate<JavaClass> FEATURES = describe(
            "features",
            type -> type.getPackageName().startsWith("io.slipway.")
                    && !resideInAnyPackage(
                                    "io.slipway.web..",
                                    "io.slipway.db..",
                                    "io.slipway.job..",
                                    "io.slipway.security..",
                                    "io.slipway.x509..",
                                    "io.slipway.spi..")
                            .test(type));

    private static final DescribedPredicate<JavaClass> REPOSITORY =
            describe("a repository", type -> type.isAssignableTo(PanacheRepositoryBase.class));

    private static final DescribedPredicate<JavaMethod> ENDPOINT =
            describe("endpoints", method -> method.getAnnotations().stream()
                    .anyMatch(annotation -> annotation.getRawType().isMetaAnnotatedWith(HttpMethod.class)));

    @ArchTest
    static final ArchRule a_store_is_used_only_inside_its_feature =
            classes().that().haveSimpleNameEndingWith("Store").should(beUsedOnlyInTheirPackage());

    @ArchTest
    static final ArchRule only_db_opens_connections_and_transactions = noClasses()
            .that()
            .resideOutsideOfPackages("io.slipway.db..", "io.slipway.demo..")
            .should()
            .dependOnClassesThat(DATABASE_ACCESS);

    @ArchTest
    static final ArchRule only_acting_the_device_plane_and_jobs_open_an_account_tx = noClasses()
            .that(not(resideInAnyPackage(
                            "io.slipway.db..",
                            "io.slipway.job..",
                            "io.slipway.registration..",
                            "io.slipway.reassignment..",
                            "io.slipway.builtinhub..")
                    .or(simpleNameEndingWith("Job"))
                    .or(describe(
                            "Acting or Accounts",
                            type -> type.getFullName().equals("io.slipway.account.Acting")
                                    || type.getFullName().equals("io.slipway.account.Accounts")))))
            .should()
            .dependOnClassesThat(assignableTo(AccountTransactions.class).or(assignableTo(DeviceTransactions.class)));

    @ArchTest
    static final ArchRule pages_and_api_hold_no_transaction = noClasses()
            .that(simpleNameEndingWith("Pages").or(simpleNameEndingWith("Api")).or(nestedInPagesOrApi()))
            .should()
            .dependOnClassesThat(assignableTo(AccountTx.class)
                    .or(assignableTo(AccountTransactions.class))
                    .or(assignableTo(DeviceTransactions.class))
                    .or(simpleNameEndingWith("Store").and(resideInAPackage("io.slipway.."))));

    @ArchTest
    static final ArchRule every_endpoint_says_what_it_needs = methods()
            .that(ENDPOINT)
            .should(beAnnotatedWith(Needs.class)
                    .or(beAnnotatedWith(PermitAll.class))
                    .or(beAnnotatedWith(Authenticated.class)));

    @ArchTest
    static final ArchRule every_class_with_endpoints_asks_who_is_there = classes()
            .that(describe("have endpoints", type -> type.getMethods().stream().anyMatch(ENDPOINT)))
            .should(beAnnotatedWith(Authenticated.class).or(beAnnotatedWith(PermitAll.class)));

    @ArchTest
    static final ArchRule what_needs_a_permission_names_an_account = methods()
            .that()
            .areAnnotatedWith(Needs.class)
            .should(new ArchCondition<>("be below a path that names the account") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    String path =
                            method.getOwner().getAnnotationOfType(Path.class).value();
                    events.add(new SimpleConditionEvent(
                            method,
                            path.matches("/(api/v1/)?a/\\{account}(/.*)?"),
                            method.getFullName() + " is at " + path));
                }
            });

    @ArchTest
    static final ArchRule features_know_each_other_in_one_direction =
            slices().matching("io.slipway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_ground_knows_no_feature = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.slipway.web..",
                    "io.slipway.db..",
                    "io.slipway.job..",
                    "io.slipway.security..",
                    "io.slipway.x509..",
                    "io.slipway.spi..")
            .should()
            .dependOnClassesThat(FEATURES);

    @ArchTest
    static final ArchRule the_plug_in_api_is_jdk_types_and_its_own_records = classes()
            .that()
            .resideInAPackage("io.slipway.spi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.slipway.spi..");

    @ArchTest
    static final ArchRule nothing_leans_on_the_demo = noClasses()
            .that()
            .resideOutsideOfPackage("io.slipway.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.slipway.demo..");

    @ArchTest
    static final ArchRule a_repository_is_its_stores_own =
            classes().that(REPOSITORY).should(beUsedOnlyByTheirStore());

    @ArchTest
    static final ArchRule no_entity_reads_or_writes_itself =
            noClasses().should().beAssignableTo(PanacheEntityBase.class);

    @ArchTest
    static final ArchRule no_class_begins_transactions_by_annotation =
            noClasses().should().beAnnotatedWith(Transactional.class);

    @ArchTest
    static final ArchRule no_method_begins_a_transaction_by_annotation =
            noMethods().should().beAnnotatedWith(Transactional.class);

    private static DescribedPredicate<JavaClass> nestedInPagesOrApi() {
        return describe("nested in Pages or Api", type -> type.getFullName().matches(".*(Pages|Api)\\$.*"));
    }

    private static ArchCondition<JavaClass> beUsedOnlyInTheirPackage() {
        return new ArchCondition<>("be used only in their package") {
            @Override
            public void check(JavaClass store, ConditionEvents events) {
                store.getDirectDependenciesToSelf().stream()
                        .filter(use -> !use.getOriginClass().getPackageName().equals(store.getPackageName()))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedOnlyByTheirStore() {
        return new ArchCondition<>("be nested in a Store and used by it only") {
            @Override
            public void check(JavaClass repository, ConditionEvents events) {
                String store = outermost(repository);
                events.add(new SimpleConditionEvent(
                        repository, store.endsWith("Store"), repository.getFullName() + " is in " + store));
                repository.getDirectDependenciesToSelf().stream()
                        .filter(use -> !outermost(use.getOriginClass()).equals(store))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private static String outermost(JavaClass type) {
        return type.getFullName().replaceAll("\\$.*", "");
    }
}
