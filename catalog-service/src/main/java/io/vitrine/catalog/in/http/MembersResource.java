/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.app.AddMember;
import io.vitrine.catalog.app.AnswerShare;
import io.vitrine.catalog.app.RemoveMember;
import io.vitrine.catalog.app.ShowMembers;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.ImageMember;
import io.vitrine.catalog.domain.MemberStatus;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** The projects an image is shared with. */
@Path("/v2/images/{id}/members")
public class MembersResource {

    private final CurrentCaller caller;
    private final AddMember add;
    private final AnswerShare answer;
    private final RemoveMember remove;
    private final ShowMembers show;

    MembersResource(CurrentCaller caller, AddMember add, AnswerShare answer, RemoveMember remove, ShowMembers show) {
        this.caller = caller;
        this.add = add;
        this.answer = answer;
        this.remove = remove;
        this.show = show;
    }

    /** Offers the image to a project: {@code {"member": projectId}}. 200; 400, 403 unless shared, 404, 409, 413. */
    @POST
    public Uni<Response> add(@PathParam("id") String id, @HeaderParam("Content-Type") String contentType, byte[] body) {
        return Uni.createFrom()
                .item(() -> text(Json.attributes(contentType, body), "member"))
                .flatMap(member -> add.add(caller.get(), PathIds.image(id), member))
                .map(MembersResource::response);
    }

    /** The members the caller may know of. 200; 403 unless shared, 404. */
    @GET
    public Uni<Response> list(@PathParam("id") String id) {
        return show.list(caller.get(), PathIds.image(id)).map(MembersResource::response);
    }

    /** One member. 200; 404. */
    @GET
    @Path("/{member}")
    public Uni<Response> show(@PathParam("id") String id, @PathParam("member") String member) {
        return show.show(caller.get(), PathIds.image(id), PathIds.member(member))
                .map(MembersResource::response);
    }

    /** The member's answer: {@code {"status": "accepted"}}. 200; 400, 403 for the owner, 404. */
    @PUT
    @Path("/{member}")
    public Uni<Response> answer(
            @PathParam("id") String id,
            @PathParam("member") String member,
            @HeaderParam("Content-Type") String contentType,
            byte[] body) {
        return Uni.createFrom()
                .item(() -> status(text(Json.attributes(contentType, body), "status")))
                .flatMap(status -> answer.answer(caller.get(), PathIds.image(id), PathIds.member(member), status))
                .map(MembersResource::response);
    }

    /** Takes the share back. 204; 403, 404. */
    @DELETE
    @Path("/{member}")
    public Uni<Void> remove(@PathParam("id") String id, @PathParam("member") String member) {
        return remove.remove(caller.get(), PathIds.image(id), PathIds.member(member));
    }

    private static String text(Map<String, Object> attributes, String name) {
        if (attributes.get(name) instanceof String text) {
            return text;
        }
        throw new CatalogError.Invalid("The body must have a member '" + name + "', a string.");
    }

    private static MemberStatus status(String text) {
        return MemberStatus.of(text)
                .orElseThrow(() -> new CatalogError.Invalid(
                        "Invalid status: " + text + ". It must be pending, accepted or rejected."));
    }

    private static Response response(ImageMember member) {
        return Json.response(200, json(member)).build();
    }

    private static Response response(List<ImageMember> members) {
        ObjectNode body = Json.object();
        ArrayNode array = body.putArray("members");
        members.forEach(member -> array.add(json(member)));
        return Json.response(200, body.put("schema", "/v2/schemas/members")).build();
    }

    private static ObjectNode json(ImageMember member) {
        return Json.object()
                .put("member_id", member.projectId())
                .put("image_id", member.imageId().toString())
                .put("status", member.status().wireName())
                .put("created_at", ImageJson.time(member.createdAt()))
                .put("updated_at", ImageJson.time(member.updatedAt()))
                .put("schema", "/v2/schemas/member");
    }
}
