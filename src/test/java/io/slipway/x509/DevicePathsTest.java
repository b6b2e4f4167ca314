package io.slipway.x509;

import static io.slipway.x509.Issued.NOW;
import static io.slipway.x509.Issued.ca;
import static io.slipway.x509.Issued.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.slipway.testing.Openssl;
import io.slipway.x509.PathResult.Reason;
import io.slipway.x509.PathResult.Refused;
import io.slipway.x509.PathResult.Trusted;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/** What no public suite asks: the ways to get a device accepted that its manufacturer never made. */
class DevicePathsTest {
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1");

    private final Issued root = ca("CN=Maker,O=Example").selfSigned();
    private final Issued plant = ca("CN=Plant 1,O=Example").by(root);
    private final Issued sensor = device("CN=sensor-1").by(plant);

    @Test
    void a_chain_in_order_is_trusted_with_or_without_its_root() {
        assertTrusted(root, sensor, plant);
        assertTrusted(root, sensor, plant, root);
    }

    @Test
    void a_known_intermediate_is_an_anchor_of_its_own() {
        assertTrusted(plant, sensor);
        assertTrusted(plant, sensor, plant, root);
    }

    @Test
    void a_device_that_signs_another_device_is_refused() {
        Issued forged = device("CN=sensor-2").by(sensor);

        assertRefused(Reason.NOT_A_CA, root, forged, sensor, plant);
    }

    @Test
    void a_device_certificate_uploaded_as_ca_vouches_for_nobody() {
        Issued forged = device("CN=sensor-2").by(sensor);

        assertRefused(Reason.NOT_A_CA, sensor, forged);
    }

    @Test
    void a_self_signed_device_certificate_does_not_vouch_for_itself() {
        Issued alone = device("CN=sensor-3").selfSigned();

        assertRefused(Reason.ANCHOR_NOT_FOUND, alone, alone);
        assertRefused(Reason.ANCHOR_NOT_FOUND, root, alone);
    }

    @Test
    void a_self_signed_certificate_in_the_name_of_the_ca_is_refused() {
        Issued impostor = ca("CN=Maker,O=Example").selfSigned();
        Issued forged = device("CN=sensor-4").by(impostor);

        assertRefused(Reason.ANCHOR_NOT_FOUND, root, forged);
        assertRefused(Reason.ANCHOR_NOT_FOUND, root, forged, impostor);
    }

    @Test
    void of_two_cas_with_the_same_subject_the_one_that_signed_is_the_anchor() {
        Issued namesake = ca("CN=Maker,O=Example").selfSigned();
        Issued other = device("CN=sensor-5").by(namesake);

        PathResult result = DevicePaths.validate(certificates(other), List.of(trusted(root), trusted(namesake)), NOW);

        assertEquals(
                namesake.certificate(),
                assertInstanceOf(Trusted.class, result).anchor().certificate());
    }

    @Test
    void a_renewed_ca_takes_over_from_the_expired_one_with_the_same_key() {
        Issued expired = ca("CN=Maker,O=Example")
                .keys(root.keys())
                .until(NOW.minusSeconds(1))
                .selfSigned();

        PathResult result =
                DevicePaths.validate(certificates(sensor, plant), List.of(trusted(expired), trusted(root)), NOW);

        assertEquals(
                root.certificate(),
                assertInstanceOf(Trusted.class, result).anchor().certificate());
        assertRefused(Reason.NOT_IN_TIME, expired, sensor, plant);
    }

    @Test
    void a_leaf_that_outlives_its_ca_is_refused_when_the_ca_has_expired() {
        Issued brief = ca("CN=Brief").until(NOW.plus(Duration.ofDays(1))).selfSigned();
        Issued lasting =
                device("CN=sensor-6").until(NOW.plus(Duration.ofDays(9))).by(brief);

        assertTrusted(brief, lasting);
        Instant later = NOW.plus(Duration.ofDays(2));
        Refused refused = assertInstanceOf(
                Refused.class, DevicePaths.validate(certificates(lasting), List.of(trusted(brief)), later));
        assertEquals(Reason.NOT_IN_TIME, refused.reason());
        assertEquals(1, refused.index());
    }

    @Test
    void an_intermediate_sent_twice_is_refused() {
        assertRefused(Reason.DUPLICATE, root, sensor, plant, plant);
        assertRefused(Reason.DUPLICATE, root, sensor, plant, sensor);
    }

    @Test
    void intermediates_in_the_wrong_order_are_refused_and_it_says_so() {
        Issued line = ca("CN=Line 7,O=Example").by(plant);
        Issued deep = device("CN=sensor-7").by(line);

        assertTrusted(root, deep, line, plant);
        assertRefused(Reason.WRONG_ORDER, root, deep, plant, line);
    }

    @Test
    void intermediates_that_sign_one_another_end_nowhere() {
        Issued a = ca("CN=A").selfSigned();
        Issued b = ca("CN=B").by(a);
        Issued loop = ca("CN=A").keys(a.keys()).by(b);
        Issued lost = device("CN=sensor-8").by(a);

        assertRefused(Reason.ANCHOR_NOT_FOUND, root, lost, loop, b);
    }

    @Test
    void a_missing_intermediate_is_named() {
        Refused refused = assertRefused(Reason.ANCHOR_NOT_FOUND, root, sensor);

        assertTrue(refused.sentence().startsWith("CA certificate not found."), refused.sentence());
        assertTrue(refused.sentence().contains("Plant 1"), refused.sentence());
        assertTrue(refused.sentence().endsWith("presented no intermediate certificate."), refused.sentence());
    }

    @Test
    void what_follows_a_known_ca_does_not_count() {
        Issued stranger = ca("CN=Stranger").selfSigned();

        assertTrusted(plant, sensor, plant, stranger);
    }

    @Test
    void the_name_limits_of_the_anchor_itself_hold() {
        Issued limited = ca("CN=Limited")
                .with(Extension.nameConstraints, true, permitting(new GeneralName(new X500Name("O=Example"))))
                .selfSigned();

        assertTrusted(limited, device("O=Example,CN=sensor-9").by(limited));
        assertRefused(
                Reason.NAME_CONSTRAINTS, limited, device("O=Else,CN=sensor-9").by(limited));
    }

    @Test
    void an_intermediate_cannot_widen_the_name_limits_above_it() {
        Issued limited = ca("CN=Limited")
                .with(Extension.nameConstraints, true, permitting(dns("a.example")))
                .selfSigned();
        Issued wider = ca("CN=Wider")
                .with(Extension.nameConstraints, true, permitting(dns("example")))
                .by(limited);
        Issued.Draft inside = device("CN=s").with(Extension.subjectAlternativeName, false, names(dns("x.a.example")));
        Issued.Draft outside = device("CN=s").with(Extension.subjectAlternativeName, false, names(dns("x.b.example")));

        assertTrusted(limited, inside.by(wider), wider);
        assertRefused(Reason.NAME_CONSTRAINTS, limited, outside.by(wider), wider);
    }

    @Test
    void a_ca_may_not_have_more_intermediates_below_than_it_allows() {
        Issued last = ca("CN=Last")
                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                .by(root);
        Issued extra = ca("CN=Extra").by(last);

        assertTrusted(root, device("CN=s").by(last), last);
        assertRefused(Reason.PATH_LENGTH, root, device("CN=s").by(extra), extra, last);
    }

    @Test
    void an_anchor_allows_no_more_intermediates_than_it_says() {
        Issued strict = ca("CN=Strict")
                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                .selfSigned();
        Issued below = ca("CN=Below").by(strict);

        assertRefused(Reason.PATH_LENGTH, strict, device("CN=s").by(below), below);
    }

    @Test
    void a_leaf_that_may_sign_certificates_is_refused() {
        Issued.Draft draft = device("CN=s")
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign));

        assertRefused(Reason.LEAF_IS_CA, root, draft.by(root));
    }

    @Test
    void a_ca_does_not_register_as_a_device() {
        assertRefused(Reason.LEAF_IS_CA, root, plant);
    }

    @Test
    void a_leaf_for_servers_only_is_refused_and_one_for_anything_is_not() {
        Issued.Draft server = device("CN=s")
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        Issued.Draft any = device("CN=s")
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage));

        assertRefused(Reason.KEY_USAGE, root, server.by(root));
        assertTrusted(root, any.by(root));
    }

    @Test
    void a_critical_extension_that_nobody_knows_refuses_wherever_it_is() {
        Issued odd = ca("CN=Odd")
                .with(UNKNOWN, true, new DEROctetString(new byte[1]))
                .selfSigned();
        Issued.Draft leaf = device("CN=s").with(UNKNOWN, true, new DEROctetString(new byte[1]));

        assertRefused(Reason.CRITICAL_EXTENSION, odd, device("CN=s").by(odd));
        assertRefused(Reason.CRITICAL_EXTENSION, root, leaf.by(root));
    }

    @Test
    void key_identifiers_are_there_and_not_critical() {
        DEROctetString id = new DEROctetString(new byte[20]);
        Issued nameless = ca("CN=No id").without(Extension.subjectKeyIdentifier).selfSigned();
        Issued critical = ca("CN=Critical id")
                .with(Extension.subjectKeyIdentifier, true, id)
                .selfSigned();

        assertRefused(
                Reason.MALFORMED,
                root,
                device("CN=s").without(Extension.authorityKeyIdentifier).by(root));
        assertRefused(Reason.MALFORMED, nameless, device("CN=s").by(nameless));
        assertRefused(
                Reason.CRITICAL_EXTENSION,
                critical,
                device("CN=s")
                        .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20]))
                        .by(critical));
    }

    @Test
    void serial_numbers_are_positive_and_not_too_long() {
        for (BigInteger number : List.of(BigInteger.ZERO, BigInteger.ONE.negate(), BigInteger.TWO.pow(160))) {
            assertRefused(Reason.MALFORMED, root, device("CN=s").number(number).by(root));
        }
        assertTrusted(root, device("CN=s").number(BigInteger.TWO.pow(158)).by(root));
    }

    @Test
    void alternative_names_that_are_none_are_refused() {
        for (GeneralName odd : List.of(
                dns("under_score.example"),
                dns("192.0.2.1"),
                dns("a..example"),
                new GeneralName(GeneralName.rfc822Name, "nobody"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "no scheme"))) {
            Issued.Draft draft =
                    device("CN=s").with(Extension.subjectAlternativeName, false, names(dns("a.example"), odd));
            assertRefused(Reason.MALFORMED, root, draft.by(root));
        }
    }

    @Test
    void a_uri_as_devices_have_it_is_a_fine_alternative_name() {
        Issued.Draft draft = device("CN=s")
                .with(
                        Extension.subjectAlternativeName,
                        false,
                        names(new GeneralName(
                                GeneralName.uniformResourceIdentifier,
                                "urn:uuid:6f2f1b5e-7b1d-4f3e-9a55-1c1a2b3c4d5e")));

        assertTrusted(root, draft.by(root));
    }

    @Test
    void weak_keys_and_signatures_are_refused() {
        Issued.Draft small = device("CN=s").keys(Issued.newRsaKeys(1024));
        Issued old = ca("CN=Old")
                .keys(Issued.newRsaKeys(2048))
                .algorithm("SHA256withRSA")
                .selfSigned();

        assertRefused(Reason.WEAK, root, small.by(root));
        assertRefused(Reason.WEAK, old, device("CN=s").algorithm("SHA1withRSA").by(old));
    }

    @Test
    void too_many_or_too_large_certificates_are_refused_unread() {
        List<X509Certificate> many = new ArrayList<>(certificates(sensor));
        IntStream.range(0, 10).forEach(i -> many.add(ca("CN=" + i).selfSigned().certificate()));
        Issued large = device("CN=s")
                .with(Extension.subjectDirectoryAttributes, false, new DEROctetString(new byte[70_000]))
                .by(root);

        assertEquals(
                Reason.TOO_LONG,
                refused(DevicePaths.validate(many, List.of(trusted(root)), NOW)).reason());
        assertRefused(Reason.TOO_LONG, root, large);
        assertEquals(
                Reason.NOTHING_PRESENTED,
                refused(DevicePaths.validate(List.of(), List.of(trusted(root)), NOW))
                        .reason());
    }

    @Test
    void the_worst_that_fits_the_caps_is_judged_at_once() {
        GeneralName[] names = IntStream.range(0, 240)
                .mapToObj(i -> dns("host" + i + ".example"))
                .toArray(GeneralName[]::new);
        GeneralSubtree[] limits = IntStream.range(0, 2000)
                .mapToObj(i -> new GeneralSubtree(dns("h" + i + ".test")))
                .toArray(GeneralSubtree[]::new);
        Issued hostile = ca("CN=Hostile")
                .with(Extension.nameConstraints, true, new NameConstraints(null, limits))
                .selfSigned();
        List<Issued> chain = new ArrayList<>(List.of(hostile));
        for (int i = 0; i < 9; i++) {
            chain.add(0, ca("CN=" + i).by(chain.get(0)));
        }
        chain.add(
                0,
                device("CN=s")
                        .with(Extension.subjectAlternativeName, false, names(names))
                        .by(chain.get(0)));
        List<X509Certificate> presented = certificates(chain.subList(0, 10).toArray(Issued[]::new));
        List<TrustedCa> anchors = List.of(trusted(hostile), trusted(chain.get(10)), trusted(root));
        DevicePaths.validate(presented, anchors, NOW);

        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        PathResult result = DevicePaths.validate(presented, anchors, NOW);
        long millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;

        assertInstanceOf(Refused.class, result);
        assertTrue(millis < 250, millis + " ms");
    }

    @Test
    void a_hostile_name_does_not_fill_the_log() {
        Issued long_ =
                device("CN=" + "x".repeat(5000)).until(NOW.minusSeconds(1)).by(root);

        assertTrue(assertRefused(Reason.NOT_IN_TIME, root, long_).sentence().length() < 200);
    }

    @Test
    void what_openssl_makes_of_the_documented_extensions_is_trusted() {
        Openssl openssl = Openssl.inNewFolder();
        X509Certificate maker =
                CertificateFile.parse(openssl.newCa("ca", "Maker")).get(0);
        openssl.shell("openssl req -new -newkey rsa:2048 -nodes -keyout device.key -subj /CN=sensor -out device.csr");
        openssl.shell(
                """
                printf 'basicConstraints=critical,CA:FALSE\\nkeyUsage=critical,digitalSignature\\nextendedKeyUsage=clientAuth\\nsubjectKeyIdentifier=hash\\nauthorityKeyIdentifier=keyid\\n' > device.ext
                openssl x509 -req -in device.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 -sha256 -extfile device.ext -out device.pem
                """);

        PathResult result = DevicePaths.validate(
                CertificateFile.parse(openssl.read("device.pem")), List.of(TrustedCa.of(maker)), Instant.now());

        assertInstanceOf(Trusted.class, result, result.toString());
    }

    private static void assertTrusted(Issued anchor, Issued... presented) {
        PathResult result = DevicePaths.validate(certificates(presented), List.of(trusted(anchor)), NOW);
        assertInstanceOf(Trusted.class, result, result.toString());
    }

    private static Refused assertRefused(Reason reason, Issued anchor, Issued... presented) {
        Refused refused = refused(DevicePaths.validate(certificates(presented), List.of(trusted(anchor)), NOW));
        assertEquals(reason, refused.reason(), refused.sentence());
        return refused;
    }

    private static Refused refused(PathResult result) {
        return assertInstanceOf(Refused.class, result);
    }

    private static List<X509Certificate> certificates(Issued... issued) {
        return Stream.of(issued).map(Issued::certificate).toList();
    }

    private static TrustedCa trusted(Issued ca) {
        return TrustedCa.of(ca.certificate());
    }

    private static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    private static GeneralNames names(GeneralName... names) {
        return new GeneralNames(names);
    }

    private static NameConstraints permitting(GeneralName name) {
        return new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(name)}, null);
    }
}
