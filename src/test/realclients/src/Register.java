import com.microsoft.azure.sdk.iot.provisioning.device.AdditionalData;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClient;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientRegistrationResult;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientTransportProtocol;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProvider;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProviderSymmetricKey;
import com.microsoft.azure.sdk.iot.provisioning.security.hsm.SecurityProviderX509Cert;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Registers one device with the vendor's SDK and prints what it was told as lines of {@code name=value}.
 *
 * <p>Arguments: host:port, ID scope, {@code key}, registration ID and Base64 key; or host:port, ID scope, {@code certificate}
 * and PEM files: leaf, its key, then the issuers to present.
 */
public final class Register {
    private Register() {}

    public static void main(String... arguments) throws Exception {
        try {
            print(register(arguments));
            System.exit(0);
        } catch (Exception e) {
            print(e);
            // The SDK's executor would keep the process alive.
            System.exit(1);
        }
    }

    private static ProvisioningDeviceClientRegistrationResult register(String... arguments) throws Exception {
        ProvisioningDeviceClient client = ProvisioningDeviceClient.create(
                arguments[0], arguments[1], ProvisioningDeviceClientTransportProtocol.HTTPS, identity(arguments));
        try {
            AdditionalData data = new AdditionalData();
            data.setProvisioningPayload("{\"model\":\"real\"}");
            return client.registerDeviceSync(data);
        } finally {
            client.close();
        }
    }

    private static SecurityProvider identity(String... arguments) throws Exception {
        if (arguments[2].equals("key")) {
            return new SecurityProviderSymmetricKey(arguments[4].getBytes(StandardCharsets.UTF_8), arguments[3]);
        }
        List<X509Certificate> issuers = new ArrayList<>();
        for (int i = 5; i < arguments.length; i++) {
            issuers.add(certificate(arguments[i]));
        }
        return new SecurityProviderX509Cert(certificate(arguments[3]), key(arguments[4]), issuers);
    }

    private static X509Certificate certificate(String file) throws Exception {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private static PrivateKey key(String file) throws Exception {
        String base64 = Files.readString(Path.of(file)).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static void print(ProvisioningDeviceClientRegistrationResult result) {
        System.out.println("status=" + result.getProvisioningDeviceClientStatus());
        System.out.println("hub=" + result.getIothubUri());
        System.out.println("deviceId=" + result.getDeviceId());
        System.out.println("substatus=" + result.getSubstatus());
    }

    private static void print(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            System.out.println("failure=" + cause.getClass().getSimpleName() + ": "
                    + String.valueOf(cause.getMessage()).replace('\n', ' '));
        }
    }
}
