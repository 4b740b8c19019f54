/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.events;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageFacts;
import io.vitrine.catalog.domain.ImageMember;
import io.vitrine.contract.Actor;
import io.vitrine.contract.CatalogEvent;
import io.vitrine.contract.ImageState;
import io.vitrine.kit.outbox.Change;
import io.vitrine.kit.outbox.Draft;
import io.vitrine.kit.outbox.Outbox;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything the catalog says: facts about an image, each time followed by its latest state. */
@ApplicationScoped
public class CatalogFacts {

    private final Outbox outbox;

    CatalogFacts(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Says facts, and the state they led to.
     *
     * @param members of the image, all of them, after the change
     */
    public Uni<Void> say(Tx tx, Actor actor, Image image, List<ImageMember> members, List<CatalogEvent> facts) {
        return outbox.say(tx, drafts(actor, image, members, facts));
    }

    /**
     * Makes a change of an image without members and says the facts of it, both or neither.
     *
     * @return whether it was made
     */
    public Uni<Boolean> say(Tx tx, Actor actor, Change change, Image image, List<CatalogEvent> facts) {
        return outbox.say(tx, change, drafts(actor, image, List.of(), facts));
    }

    private static List<Draft> drafts(Actor actor, Image image, List<ImageMember> members, List<CatalogEvent> facts) {
        List<Draft> drafts = new ArrayList<>();
        facts.forEach(fact -> drafts.add(new Draft(image.id(), image.owner(), actor, fact)));
        Map<String, String> shares = new TreeMap<>();
        members.forEach(member -> shares.put(member.projectId(), member.status().wireName()));
        drafts.add(new Draft(image.id(), image.owner(), actor, new ImageState(ImageFacts.snapshot(image), shares)));
        return drafts;
    }

    /** Says that the image is gone, and ends its state. */
    public Uni<Void> sayDeleted(Tx tx, Actor actor, Image image) {
        CatalogEvent deleted = new CatalogEvent.ImageDeleted(ImageFacts.snapshot(image));
        return outbox.say(tx, new Draft(image.id(), image.owner(), actor, deleted))
                .flatMap(said -> outbox.forget(tx, image.id()));
    }
}
