package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.TERMINATE_LEASES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** What is done on the page of a lease. */
@Authenticated
@Path("/a/{account}/leases/{lease}")
@Produces(MediaType.TEXT_HTML)
public class LeaseActionPages {
    private final Proposals proposals;
    private final Answers answers;
    private final Endings endings;
    private final Terminations terminations;
    private final LeasePages pages;
    private final Shell shell;

    LeaseActionPages(
            Proposals proposals,
            Answers answers,
            Endings endings,
            Terminations terminations,
            LeasePages pages,
            Shell shell) {
        this.proposals = proposals;
        this.answers = answers;
        this.endings = endings;
        this.terminations = terminations;
        this.pages = pages;
        this.shell = shell;
    }

    @POST
    @Path("acceptances")
    @Needs(MANAGE_LEASES)
    public Response accept(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        return done(
                account,
                id,
                "Accepted. The devices are handed over now.",
                () -> answers.accept(account, id, new Acceptance(null, form.list, form.hub, form.note)));
    }

    @POST
    @Path("declines")
    @Needs(MANAGE_LEASES)
    public Response decline(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        AnswerApi.Note note = new AnswerApi.Note(form.note);
        return done(account, id, "Declined.", () -> Outcome.done(answers.decline(account, id, note)));
    }

    @POST
    @Path("default-hub")
    @Needs(MANAGE_LEASES)
    public Response choose(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        return done(
                account, id, "The default hub is saved.", () -> Outcome.done(answers.choose(account, id, form.hub)));
    }

    @POST
    @Path("additions")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(MANAGE_LEASES)
    public Response add(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam AdditionForm form) {
        return done(
                account,
                id,
                "The devices are on offer. Their new holder accepts or declines them.",
                () -> proposals.add(account, id, form.toAddition()));
    }

    @POST
    @Path("withdrawals")
    @Needs(MANAGE_LEASES)
    public Response withdraw(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id) {
        return done(account, id, "The offer is withdrawn.", () -> Outcome.done(proposals.withdraw(account, id)));
    }

    @POST
    @Path("renewals")
    @Needs(MANAGE_LEASES)
    public Response renew(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        return done(
                account,
                id,
                "The lease is renewed.",
                () -> Outcome.done(endings.renew(account, id, form.toRenewal().checked())));
    }

    @POST
    @Path("returns")
    @Needs(MANAGE_LEASES)
    public Response giveBack(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        return done(
                account,
                id,
                "The devices go back now.",
                () -> endings.giveBack(account, id, new Returning(null, form.list, form.reason)));
    }

    @POST
    @Path("recalls")
    @Needs(MANAGE_LEASES)
    public Response recall(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        Returning returning = new Returning(null, form.list, form.reason);
        return done(
                account,
                id,
                "Recalled. The devices come back when the notice is over.",
                () -> endings.recall(account, id, returning));
    }

    @POST
    @Path("recall-withdrawals")
    @Needs(MANAGE_LEASES)
    public Response takeBackRecall(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        Returning staying = new Returning(null, form.list, null);
        return done(
                account,
                id,
                "The recall is taken back.",
                () -> Outcome.done(endings.takeBackRecall(account, id, staying)));
    }

    @POST
    @Path("collections")
    @Needs(MANAGE_LEASES)
    public Response collect(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        return done(
                account,
                id,
                "The devices are collected now.",
                () -> endings.collect(account, id, new AnswerApi.HubChoice(form.hub)));
    }

    @POST
    @Path("terminations")
    @Needs(TERMINATE_LEASES)
    public Response terminate(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        Terminations.Termination termination = new Terminations.Termination(form.confirmation, form.reason);
        return done(
                account,
                id,
                "The termination is announced to both companies. It takes effect in 24 hours.",
                () -> terminations.announce(account, id, termination));
    }

    @POST
    @Path("termination-withdrawals")
    @Needs(TERMINATE_LEASES)
    public Response takeBackTermination(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id) {
        return done(
                account, id, "The termination is taken back.", () -> Outcome.done(terminations.takeBack(account, id)));
    }

    private Response done(AccountSlug account, LeaseId id, String said, Supplier<Outcome> act) {
        try {
            boolean done = act.get().isDone();
            shell.say(
                    done ? "success" : "info",
                    done ? said : "Nothing has happened yet: another person of your company has to approve it.");
            return FormReply.to(account.to("leases/" + id));
        } catch (Problem problem) {
            return refused(account, id, problem);
        }
    }

    private Response refused(AccountSlug account, LeaseId id, Problem problem) {
        return FormReply.refusedIfPermitted(
                problem, () -> pages.lease(account, id, Form.empty().refusedWith(problem)));
    }
}
