/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Says facts as a use case does, and looks into the database behind. */
@ApplicationScoped
public class Facts {

    private final Transactions transactions;
    private final Outbox outbox;
    private final AgroalDataSource database;

    Facts(Transactions transactions, Outbox outbox, AgroalDataSource database) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.database = database;
    }

    /** Says that the image got these names, one after the other, in one transaction. */
    public void rename(UUID image, String... names) throws Throwable {
        run(tx -> outbox.say(tx, drafts(image, names)));
    }

    /** Says it with a change; whether that was made. */
    public boolean renameWith(Change change, UUID image, String name) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(
                () -> transactions.changeOnce(tx -> outbox.say(tx, change, drafts(image, name))));
    }

    /** Says it, and then fails the transaction. */
    public void renameAndFail(UUID image, String name) throws Throwable {
        run(tx -> outbox.say(tx, drafts(image, name))
                .flatMap(said -> Uni.createFrom().failure(new IllegalStateException("rolled back on purpose"))));
    }

    public List<String> column(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void run(Function<Tx, Uni<Void>> work) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> transactions.run(work));
    }

    private static List<Draft> drafts(UUID image, String... names) {
        List<Draft> drafts = new ArrayList<>();
        for (String name : names) {
            var change = new CatalogEvent.Change(null, name);
            drafts.add(new Draft(
                    image, "project", Actor.service("kit"), new CatalogEvent.ImageUpdated(Map.of("name", change))));
        }
        return drafts;
    }
}
