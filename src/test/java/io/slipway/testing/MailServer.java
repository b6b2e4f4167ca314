package io.slipway.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An SMTP server at the address the application under test knows, which can be away. */
public final class MailServer {
    /** The application with that server as its own. */
    public static class Known implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "slipway.mail.host", "127.0.0.1",
                    "quarkus.mailer.host", "127.0.0.1",
                    "quarkus.mailer.port", "" + port(),
                    "quarkus.mailer.from", "slipway@slipway.example",
                    "quarkus.mailer.start-tls", "disabled");
        }
    }

    private static final String PORT = "slipway.stack.mail-port";
    private GreenMail server;

    /** Begins with no mail. */
    public void comeUp() {
        server = new GreenMail(new ServerSetup(port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
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
