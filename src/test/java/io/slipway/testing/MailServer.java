package io.slipway.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An SMTP server at the address the application under test knows, with TLS and a log-in, which can be away. */
public final class MailServer {
    /** The application with that server as its own. */
    public static class Known implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> all = new HashMap<>(settings());
            all.put("quarkus.mailer.trust-all", "true");
            return all;
        }
    }

    private static final String PORT = "slipway.stack.mail-port";
    private static final String USER = "slipway-mail";
    private static final String PASSWORD = "mail-password-of-the-tests";
    private GreenMail server;

    /** For a process of its own. */
    public static Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(settings());
        all.put("QUARKUS_MAILER_TRUST_ALL", "true");
        return all;
    }

    /** As operators make them, by their names in the environment. */
    private static Map<String, String> settings() {
        return Map.of(
                "SLIPWAY_MAIL_HOST",
                "127.0.0.1",
                "SLIPWAY_MAIL_PORT",
                "" + port(),
                "SLIPWAY_MAIL_TLS",
                "true",
                "SLIPWAY_MAIL_USER",
                USER,
                "SLIPWAY_MAIL_PASSWORD",
                PASSWORD,
                "SLIPWAY_MAIL_FROM",
                "slipway@slipway.example");
    }

    /** Begins with no mail. */
    public void comeUp() {
        comeUp(PASSWORD);
    }

    /** The application does not know it yet. */
    public void comeUpWithAnotherPassword() {
        comeUp("another-" + PASSWORD);
    }

    private void comeUp(String password) {
        server = new GreenMail(new ServerSetup(port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.setUser("slipway@slipway.example", USER, password);
        server.start();
    }

    public void goAway() {
        server.stop();
    }

    /** What that address got, subject lines only. */
    public List<String> subjects(String address) {
        return mails(address).stream().map(MailServer::subject).toList();
    }

    /** All that address got, as it went over the wire, decoded. */
    public String texts(String address) {
        return String.join("\n", mails(address).stream().map(MailServer::text).toList());
    }

    private List<MimeMessage> mails(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Arrays.toString(mail.getRecipients(Message.RecipientType.TO)).contains(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) {
        // Lines of quoted-printable end in "=".
        return GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "=");
    }

    private static int port() {
        if (System.getProperty(PORT) == null) {
            System.setProperty(PORT, "" + Stack.freePort());
        }
        return Integer.getInteger(PORT);
    }
}
