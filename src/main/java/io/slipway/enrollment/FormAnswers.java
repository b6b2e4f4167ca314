package io.slipway.enrollment;

import io.quarkus.qute.TemplateInstance;
import io.slipway.enrollment.AttestationSheet.Key;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import java.util.function.Supplier;

/** What follows a form: the next page, or the form again with what is wrong and everything that was typed. */
final class FormAnswers {
    private FormAnswers() {}

    /** The form again when its input is refused. */
    static Response orForm(EnrollmentForm form, Function<Form, TemplateInstance> again, Supplier<Response> work) {
        return or(form.shown(), again, work);
    }

    /** The page again when the act is refused. */
    static Response orPage(Function<Form, TemplateInstance> again, Supplier<Response> work) {
        return or(Form.empty(), again, work);
    }

    /** The bare secret for the clipboard, or a page or part of one that shows it. */
    static Response secret(Key key, String accept, TemplateInstance page) {
        return MediaType.TEXT_PLAIN.equals(accept)
                ? Response.ok(key.value(), MediaType.TEXT_PLAIN_TYPE).build()
                : Response.ok(page, MediaType.TEXT_HTML_TYPE).build();
    }

    private static Response or(Form form, Function<Form, TemplateInstance> again, Supplier<Response> work) {
        try {
            return work.get();
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> again.apply(form.refusedWith(problem)));
        }
    }
}
