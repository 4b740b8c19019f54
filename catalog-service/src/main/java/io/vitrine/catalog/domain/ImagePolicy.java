/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static io.vitrine.catalog.domain.ImagePolicy.Persona.ADMIN;
import static io.vitrine.catalog.domain.ImagePolicy.Persona.MEMBER;
import static io.vitrine.catalog.domain.ImagePolicy.Persona.READER;
import static io.vitrine.catalog.domain.ImagePolicy.Relation.MEMBER_OF;
import static io.vitrine.catalog.domain.ImagePolicy.Relation.OPEN;
import static io.vitrine.catalog.domain.ImagePolicy.Relation.OWNER;

import io.vitrine.kit.identity.Caller;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Who may do what: OpenStack's personas, by what the caller's project has to do with the image. What a caller may not see
 * does not exist for it (not found); what it sees but may not do is forbidden. Admins may do everything.
 */
public final class ImagePolicy {

    /** What callers do to an image: who at least, and in which relation to it. */
    public enum Action {
        SHOW(READER, OWNER, MEMBER_OF, OPEN),
        DOWNLOAD(MEMBER, OWNER, MEMBER_OF, OPEN),
        MODIFY(MEMBER, OWNER),
        DELETE(MEMBER, OWNER),
        UPLOAD(MEMBER, OWNER),
        IMPORT(MEMBER, OWNER),
        COPY_IMAGE(MEMBER, OWNER),
        DELETE_COPY(MEMBER, OWNER),
        DEACTIVATE(MEMBER, OWNER),
        REACTIVATE(MEMBER, OWNER),
        ADD_MEMBER(MEMBER, OWNER),
        REMOVE_MEMBER(MEMBER, OWNER),
        ANSWER_SHARE(MEMBER, MEMBER_OF),
        LIST_MEMBERS(READER, OWNER, MEMBER_OF),
        CACHE(ADMIN);

        private final Persona least;

        @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
        private final Set<Relation> relations;

        Action(Persona least, Relation... relations) {
            this.least = least;
            this.relations = Set.of(relations);
        }
    }

    /** What the data is wanted for. */
    public enum Use {
        DOWNLOAD,
        EXPORT
    }

    /** Who may do what sites differ about. */
    public enum Allowed {
        /** Only admins. */
        ADMIN,
        /** Members too, with images of their project. */
        MEMBER
    }

    /**
     * What an operator decides.
     *
     * @param communitize who may make images visible to everyone without listing them
     * @param copyImage who may copy an image's data to further stores
     * @param deleteCopy who may delete a copy of an image's data
     * @param exportDeactivated who may export an image that is deactivated
     */
    public record Switches(Allowed communitize, Allowed copyImage, Allowed deleteCopy, Allowed exportDeactivated) {}

    enum Persona {
        NOBODY,
        READER,
        MEMBER,
        ADMIN;

        static Persona of(Caller caller) {
            if (caller.isAdmin()) {
                return ADMIN;
            }
            if (caller.hasRole("member") || caller.hasRole("manager")) {
                return MEMBER;
            }
            return caller.hasRole("reader") ? READER : NOBODY;
        }
    }

    enum Relation {
        /** The caller's project owns the image. */
        OWNER,
        /** It is shared with the caller's project, whatever that answered. */
        MEMBER_OF,
        /** It is public or community. */
        OPEN,
        NONE;

        static Relation of(Caller caller, Image image, boolean callerIsMember) {
            if (image.owner().equals(caller.projectId())) {
                return OWNER;
            }
            Visibility visibility = image.details().visibility();
            if (visibility == Visibility.SHARED && callerIsMember) {
                return MEMBER_OF;
            }
            return visibility.isOpen() ? OPEN : NONE;
        }
    }

    private final Switches switches;

    public ImagePolicy(Switches switches) {
        this.switches = switches;
    }

    /**
     * Refuses what the caller may not do.
     *
     * @param callerIsMember whether the image is shared with the caller's project
     */
    public void require(Caller caller, Action action, Image image, boolean callerIsMember) {
        Relation relation = Relation.of(caller, image, callerIsMember);
        if (!allows(Persona.of(caller), Action.SHOW, relation)) {
            throw CatalogError.NotFound.image(image.id());
        }
        if (!allows(Persona.of(caller), action, relation)) {
            throw denied(action.name());
        }
    }

    /** Refuses the data of an image that is deactivated, to a caller who may read it otherwise. */
    public void requireData(Caller caller, Use use, Image image) {
        if (image.status() != ImageStatus.DEACTIVATED || caller.isAdmin()) {
            return;
        }
        boolean exports = use == Use.EXPORT
                && switches.exportDeactivated() == Allowed.MEMBER
                && image.owner().equals(caller.projectId());
        if (!exports) {
            throw new CatalogError.Forbidden(
                    "The requested image has been deactivated. Image data download is forbidden.");
        }
    }

    /** Refuses the list to callers without a role that may read. */
    public void requireList(Caller caller) {
        requireAtLeast(caller, READER, "LIST");
    }

    /** Refuses to create an image with that owner and visibility. */
    public void requireCreate(Caller caller, NewImage image) {
        requireAtLeast(caller, MEMBER, "CREATE");
        if (!caller.isAdmin() && !image.owner().equals(caller.projectId())) {
            throw new CatalogError.Forbidden(
                    "You are not permitted to create images owned by '" + image.owner() + "'.");
        }
        requireVisibility(caller, image.details().visibility());
    }

    /** Refuses to give an image a visibility that is not the caller's to give. */
    public void requireVisibility(Caller caller, Visibility visibility) {
        switch (visibility) {
            case PUBLIC -> requireAtLeast(caller, ADMIN, "PUBLICIZE");
            case COMMUNITY -> requireAtLeast(caller, persona(switches.communitize()), "COMMUNITIZE");
            case PRIVATE, SHARED -> {}
        }
    }

    /** Whether the caller may know that the image is shared with that project. */
    public boolean maySeeMember(Caller caller, Image image, String member) {
        return caller.isAdmin() || image.owner().equals(caller.projectId()) || member.equals(caller.projectId());
    }

    /** Refuses the tasks of all projects to everyone but admins. */
    public void requireTasks(Caller caller) {
        requireAtLeast(caller, ADMIN, "SEE_TASKS");
    }

    /** Whether the caller may give an image to another project. */
    public boolean mayGiveAway(Caller caller) {
        return caller.isAdmin();
    }

    /** Refuses the quota of a project to everyone but its users and admins. */
    public void requireQuota(Caller caller, String project) {
        if (project == null || (!caller.isAdmin() && !project.equals(caller.projectId()))) {
            throw denied("SEE_QUOTA");
        }
    }

    /** Refuses to decide how much projects may use to everyone but admins. */
    public void requireQuotaDecision(Caller caller) {
        requireAtLeast(caller, ADMIN, "DECIDE_QUOTA");
    }

    /** Refuses the rules that protect properties to everyone but admins. */
    public void requirePropertyRules(Caller caller) {
        requireAtLeast(caller, ADMIN, "PROPERTY_RULES");
    }

    /** Refuses the cache of images to everyone but admins. */
    public void requireCache(Caller caller) {
        requireAtLeast(caller, ADMIN, "CACHE");
    }

    /** Whether the caller may read about a task: who asked for it, and the image's owner. */
    public boolean maySeeTask(Caller caller, Image image, Task task) {
        String project = caller.projectId();
        return caller.isAdmin()
                || image.owner().equals(project)
                || Objects.equals(task.actor().project(), project);
    }

    private boolean allows(Persona persona, Action action, Relation relation) {
        return persona == ADMIN || (persona.compareTo(least(action)) >= 0 && action.relations.contains(relation));
    }

    private Persona least(Action action) {
        return switch (action) {
            case COPY_IMAGE -> persona(switches.copyImage());
            case DELETE_COPY -> persona(switches.deleteCopy());
            default -> action.least;
        };
    }

    private static Persona persona(Allowed allowed) {
        return switch (allowed) {
            case ADMIN -> ADMIN;
            case MEMBER -> MEMBER;
        };
    }

    private static void requireAtLeast(Caller caller, Persona least, String action) {
        if (Persona.of(caller).compareTo(least) < 0) {
            throw denied(action);
        }
    }

    private static CatalogError.Forbidden denied(String action) {
        String words = action.toLowerCase(Locale.ROOT).replace('_', ' ');
        return new CatalogError.Forbidden("You are not authorized to complete this action: " + words + ".");
    }
}
