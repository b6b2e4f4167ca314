package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Validation;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/leases/{lease}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leases")
public class AnswerApi {
    /** A word with it. */
    public record Note(@Schema(description = "Up to 500 characters; both companies read it") String note) {
        public Note {
            note = note == null || note.isBlank() ? null : note.strip();
        }

        void check() {
            new Validation()
                    .require(
                            note == null || note.length() <= 500,
                            "note",
                            "Shorten the note to 500 characters or fewer.")
                    .throwIfAny();
        }
    }

    /** One of the hubs the account may have the devices on. */
    public record HubChoice(
            @Schema(description = "Host name; absent leaves it to allocation", examples = "west.hub.example")
                    String hub) {}

    private final Answers answers;

    AnswerApi(Answers answers) {
        this.answers = answers;
    }

    @POST
    @Path("acceptances")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Accept all or part of what is on offer",
            description = "The rest is declined. 202 if a second person of the account has to approve it first.")
    @APIResponseSchema(LeaseView.class)
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = LeaseApproval.class)))
    public Response accept(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, Acceptance acceptance) {
        return answer(answers.accept(account, id, acceptance));
    }

    @POST
    @Path("declines")
    @Needs(MANAGE_LEASES)
    @Operation(summary = "Decline what is on offer", description = "For the lessee.")
    public LeaseView decline(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, Note note) {
        return answers.decline(account, id, note);
    }

    @PUT
    @Path("default-hub")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Choose where devices of the lease go unless said otherwise",
            description = "For the lessee. Devices that are somewhere already stay; reassign them.")
    public LeaseView choose(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, HubChoice hub) {
        return answers.choose(account, id, hub.hub());
    }

    static Response answer(Outcome outcome) {
        return outcome.isDone()
                ? Response.ok(outcome.lease()).build()
                : Response.accepted(outcome.approval()).build();
    }
}
