package io.slipway.notice;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.slipway.account.Account;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The way to the mail server, if the installation has one. */
@ApplicationScoped
class Post {
    @CheckedTemplate(basePath = "Letter")
    static class Templates {
        static native TemplateInstance plain(Letter letter, String company, String url, String settings);

        static native TemplateInstance rich(Letter letter, String company, String url, String settings);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final ReactiveMailer mailer;
    private final Optional<String> host;
    private final String portal;

    Post(
            ReactiveMailer mailer,
            @ConfigProperty(name = "slipway.mail.host") Optional<String> host,
            @ConfigProperty(name = "slipway.portal-url") String portal) {
        this.mailer = mailer;
        this.host = host;
        this.portal = portal;
    }

    boolean isOpen() {
        return host.isPresent();
    }

    /** Returns once the server took it; throws if it did not. */
    void send(Letter letter, Account company, String recipient) {
        String home = portal + "/a/" + company.slug() + "/";
        String url = home + letter.path();
        Mail mail = Mail.withText(
                        recipient,
                        letter.title(),
                        Templates.plain(letter, company.name(), url, home + "settings")
                                .render())
                .setHtml(Templates.rich(letter, company.name(), url, home + "settings")
                        .render())
                // RFC 3834: no automatic answers to an automatic mail.
                .addHeader("Auto-Submitted", "auto-generated");
        mailer.send(mail).await().atMost(PATIENCE);
    }
}
