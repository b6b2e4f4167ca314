package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.TERMINATE_LEASES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.SentForm;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
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
    private final LeaseSentences sentences;
    private final LeasePages pages;
    private final Shell shell;

    LeaseActionPages(
            Proposals proposals,
            Answers answers,
            Endings endings,
            Terminations terminations,
            LeaseSentences sentences,
            LeasePages pages,
            Shell shell) {
        this.proposals = proposals;
        this.answers = answers;
        this.endings = endings;
        this.terminations = terminations;
        this.sentences = sentences;
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
                form.sent("acceptances"),
                sentences::accepted,
                () -> answers.accept(account, id, new Acceptance(null, form.devices, form.defaultHub, form.note)));
    }

    @POST
    @Path("declines")
    @Needs(MANAGE_LEASES)
    public Response decline(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        AnswerApi.Note note = new AnswerApi.Note(form.note);
        return done(
                account,
                id,
                form.sent("declines"),
                "Declined.",
                () -> Outcome.done(answers.decline(account, id, note)));
    }

    @POST
    @Path("default-hub")
    @Needs(MANAGE_LEASES)
    public Response choose(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        return done(
                account,
                id,
                form.sent("default-hub"),
                "The default hub is saved.",
                () -> Outcome.done(answers.choose(account, id, form.defaultHub)));
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
                form.sent("additions"),
                "The devices are on offer. Their new holder accepts or declines them.",
                () -> proposals.add(account, id, form.toAddition()));
    }

    @POST
    @Path("withdrawals")
    @Needs(MANAGE_LEASES)
    public Response withdraw(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id) {
        return done(
                account,
                id,
                SentForm.none(),
                "The offer is withdrawn.",
                () -> Outcome.done(proposals.withdraw(account, id)));
    }

    @POST
    @Path("renewals")
    @Needs(MANAGE_LEASES)
    public Response renew(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        return done(
                account,
                id,
                form.sent("renewals"),
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
                form.sent("returns"),
                sentences::returned,
                () -> endings.giveBack(account, id, new Returning(null, form.devices, form.reason)));
    }

    @POST
    @Path("recalls")
    @Needs(MANAGE_LEASES)
    public Response recall(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        Returning returning = new Returning(null, form.devices, form.reason);
        return done(
                account, id, form.sent("recalls"), sentences::recalled, () -> endings.recall(account, id, returning));
    }

    @POST
    @Path("recall-withdrawals")
    @Needs(MANAGE_LEASES)
    public Response takeBackRecall(
            @PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id, @BeanParam LeaseForm form) {
        Returning staying = new Returning(null, form.devices, null);
        return done(
                account,
                id,
                SentForm.none(),
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
                form.sent("collections"),
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
                form.sent("terminations"),
                "The termination is announced to both companies. It takes effect in 24 hours.",
                () -> terminations.announce(account, id, termination));
    }

    @POST
    @Path("termination-withdrawals")
    @Needs(TERMINATE_LEASES)
    public Response takeBackTermination(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id) {
        return done(
                account,
                id,
                SentForm.none(),
                "The termination is taken back.",
                () -> Outcome.done(terminations.takeBack(account, id)));
    }

    private Response done(AccountSlug account, LeaseId id, SentForm sent, String said, Supplier<Outcome> act) {
        return done(account, id, sent, lease -> said, act);
    }

    private Response done(
            AccountSlug account, LeaseId id, SentForm sent, Function<LeaseView, String> said, Supplier<Outcome> act) {
        try {
            Outcome outcome = act.get();
            shell.say(
                    outcome.isDone() ? "success" : "info",
                    outcome.isDone()
                            ? said.apply(outcome.lease())
                            : "Nothing has happened yet: another person of your company has to approve it.");
            return FormReply.to(account.to("leases/" + id));
        } catch (Problem problem) {
            return FormReply.refusedIfPermitted(problem, () -> pages.lease(account, id, sent.refusedWith(problem)));
        }
    }
}
