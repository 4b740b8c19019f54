/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.contract.ImageSnapshot;
import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportRule;
import io.vitrine.export.domain.Recipe;
import io.vitrine.export.domain.Requested;
import io.vitrine.export.domain.Source;
import io.vitrine.export.out.catalog.CatalogClient;
import io.vitrine.export.out.postgres.RuleRepository;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asks for what the rules want of images that became active, or that others may see now. */
@ApplicationScoped
public class ApplyRules {

    private static final Logger LOG = Logger.getLogger(ApplyRules.class);
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final int MOST = 20;

    private final Transactions transactions;
    private final RuleRepository rules;
    private final CatalogClient catalog;
    private final AddJob adding;

    ApplyRules(Transactions transactions, RuleRepository rules, CatalogClient catalog, AddJob adding) {
        this.transactions = transactions;
        this.rules = rules;
        this.catalog = catalog;
        this.adding = adding;
    }

    /** One round; an image that cannot be looked at now is left to a later one. */
    public Uni<Void> round() {
        return transactions
                .run(tx -> rules.takeChecks(tx, CLAIM, MOST))
                .flatMap(images -> InTurn.each(
                        images,
                        image -> check(image)
                                .onFailure()
                                .invoke(e ->
                                        LOG.warnf("Rules cannot be applied now imageId=%s: %s", image, e.getMessage()))
                                .onFailure()
                                .recoverWithNull()));
    }

    private Uni<Void> check(UUID image) {
        return catalog.describe(image)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : transactions.read(rules::list).flatMap(all -> apply(all, found.get())))
                .chain(() -> transactions.run(tx -> rules.checked(tx, image)));
    }

    private Uni<Void> apply(List<ExportRule> all, ImageSnapshot image) {
        List<ExportRule> taking = all.stream().filter(rule -> rule.takes(image)).toList();
        return taking.isEmpty()
                ? Uni.createFrom().voidItem()
                : catalog.source(image.id(), null)
                        .flatMap(source -> source.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : transactions.run(tx -> InTurn.each(
                                        taking,
                                        rule -> ask(
                                                tx,
                                                rule,
                                                source.get()
                                                        .withVersion(image.updatedAt()
                                                                .toString())))));
    }

    private Uni<Void> ask(Tx tx, ExportRule rule, Source source) {
        return InTurn.each(
                rule.recipes().stream()
                        .filter(recipe -> possible(recipe, source))
                        .toList(),
                recipe -> adding.addAgain(tx, requested(rule, recipe, source), source, recipe)
                        .replaceWithVoid());
    }

    private static boolean possible(Recipe recipe, Source source) {
        try {
            recipe.requirePossible(source);
            return true;
        } catch (ExportError.Invalid e) {
            return false;
        }
    }

    /** The key keeps it from being made twice at a time; it begins with a space, as no user's can. */
    private static Requested requested(ExportRule rule, Recipe recipe, Source source) {
        String key = " " + rule.id() + " " + source.imageId() + " " + recipe.cacheKey(source);
        return new Requested(source.owner(), Actor.service("export"), rule.id(), key);
    }
}
