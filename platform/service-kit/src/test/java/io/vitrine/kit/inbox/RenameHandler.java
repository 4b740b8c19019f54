/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.inbox;

import io.smallrye.mutiny.Uni;
import io.vitrine.contract.CatalogEvent.ImageUpdated;
import io.vitrine.contract.Envelope;
import io.vitrine.contract.VitrineEvent;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A handler as a service has it: writes each new name down. Told to fail, it fails at the name "poison". */
@ApplicationScoped
class RenameHandler implements EventHandler {

    private final AtomicBoolean failing = new AtomicBoolean(true);
    private final Inbox inbox;

    RenameHandler(Inbox inbox) {
        this.inbox = inbox;
    }

    void failing(boolean now) {
        failing.set(now);
    }

    @Incoming("catalog-events")
    Uni<Void> hear(ConsumerRecords<String, byte[]> batch) {
        return inbox.receive(batch, this);
    }

    @Override
    public String consumer() {
        return "kit";
    }

    @Override
    public Set<Class<? extends VitrineEvent>> concerns() {
        return Set.of(ImageUpdated.class);
    }

    @Override
    public Uni<Void> handle(Tx tx, Envelope<VitrineEvent> event) {
        String name =
                (String) ((ImageUpdated) event.event()).changes().get("name").after();
        if (failing.get() && "poison".equals(name)) {
            return Uni.createFrom().failure(new IllegalStateException("cannot take " + name));
        }
        return tx.session()
                .createNativeQuery("INSERT INTO effect (image, what) VALUES (?1, ?2)")
                .setParameter(1, event.imageId())
                .setParameter(2, name)
                .executeUpdate()
                .replaceWithVoid();
    }
}
