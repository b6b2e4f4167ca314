package io.slipway.certificate;

import static io.slipway.account.Permission.MANAGE_CERTIFICATES;
import static io.slipway.account.Permission.SUPPLY;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.ScopeAccesses;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.x509.CertificateFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bringing CA certificates into a scope: looked at first, then saved, each of a bundle by itself. */
@ApplicationScoped
class Uploads {
    private final ScopeAccesses scopes;
    private final CertificateStore store;
    private final Inspector inspector;
    private final Events events;

    Uploads(ScopeAccesses scopes, CertificateStore store, Inspector inspector, Events events) {
        this.scopes = scopes;
        this.store = store;
        this.inspector = inspector;
        this.events = events;
    }

    /** Throws unless something may be brought there now. */
    void requireOpen(ScopeAddress address) {
        scopes.in(address, MANAGE_CERTIFICATES, SUPPLY, (tx, access) -> null);
    }

    /** What was understood and what is wrong with it; changes nothing. */
    List<UploadItem> preview(ScopeAddress address, CertificateUpload upload) {
        List<UploadItem> read = read(upload);
        return scopes.in(address, MANAGE_CERTIFICATES, SUPPLY, (tx, access) -> compare(tx, access, read));
    }

    /** Saves every certificate that nothing blocks; a problem when there is none. */
    List<UploadResult> save(ScopeAddress address, CertificateUpload upload) {
        List<UploadItem> read = read(upload);
        List<UploadResult> results =
                scopes.in(address, MANAGE_CERTIFICATES, SUPPLY, (tx, access) -> compare(tx, access, read).stream()
                        .map(item -> save(tx, access, item, upload.name()))
                        .toList());
        if (results.stream().noneMatch(UploadResult::isSaved)) {
            throw refusal(results);
        }
        return results;
    }

    private List<UploadItem> read(CertificateUpload upload) {
        List<UploadItem> items = new ArrayList<>();
        inspector
                .read(upload.content())
                .forEach(certificate -> items.add(new UploadItem(
                        items.size() + 1, certificate, NewCertificate.of(certificate), inspector.judge(certificate))));
        if (items.size() > 1 && upload.name() != null) {
            throw Problem.invalid(
                    "name", "Leave the name empty for several certificates; each is called after its common name.");
        }
        return items;
    }

    private List<UploadItem> compare(AccountTx tx, ScopeAccess access, List<UploadItem> items) {
        List<UploadItem> compared = new ArrayList<>();
        for (UploadItem item : items) {
            Stream<Remark> known = store.alike(tx, access, item.columns()).stream()
                    .map(other -> remark(item.columns(), other, access));
            Stream<Remark> earlier = compared.stream()
                    .filter(other ->
                            Arrays.equals(other.columns().der(), item.columns().der()))
                    .map(other ->
                            Remark.error("It is the same as certificate %d of this upload.".formatted(other.number())));
            compared.add(item.with(Stream.concat(known, earlier).toList()));
        }
        return compared;
    }

    private static Remark remark(NewCertificate candidate, ScopeCertificate other, ScopeAccess access) {
        boolean same = candidate.sha256Thumbprint().equals(other.sha256Thumbprint());
        boolean ours = Objects.equals(other.supplierId(), access.supplier());
        if (same && ours) {
            return Remark.error("This certificate is in the scope already, as %s.".formatted(other.name()))
                    .about(other.name());
        } else if (same) {
            return Remark.warning("A manufacturer brought the same certificate, as %s.".formatted(other.name()))
                    .about(other.name());
        } else {
            boolean sameKey = candidate.keySha256().equals(keyOf(other));
            return Remark.warning((sameKey ? "%s has the same key." : "%s has the same subject and another key.")
                            .formatted(other.name()))
                    .about(other.name());
        }
    }

    private static String keyOf(ScopeCertificate other) {
        return NewCertificate.of(CertificateFile.fromDer(other.der())).keySha256();
    }

    private UploadResult save(AccountTx tx, ScopeAccess access, UploadItem item, String name) {
        CertificateFacts saved = item.isBlocked() ? null : insert(tx, access, item, name);
        return new UploadResult(item.number(), item.columns().subject(), saved, item.remarks());
    }

    private CertificateFacts insert(AccountTx tx, ScopeAccess access, UploadItem item, String name) {
        CertificateId id = new CertificateId(UUID.randomUUID());
        Stream<String> names =
                name == null ? CertificateName.proposals(inspector.commonName(item.certificate())) : Stream.of(name);
        names.filter(candidate -> store.insert(tx, access, id, candidate, item.columns()))
                .findFirst()
                .orElseThrow(Uploads::nameTaken);
        CertificateFacts saved = store.facts(tx, id);
        access.record(
                events,
                tx,
                access.supplier(),
                act("certificate.uploaded", saved).changing(null, Said.of(saved)));
        return saved;
    }

    static Problem nameTaken() {
        return new Problem(
                        ProblemType.ALREADY_EXISTS,
                        "A certificate of this name is in the scope already. Choose another name.")
                .at("name");
    }

    static Act act(String action, CertificateFacts certificate) {
        return Act.of(action, certificate.certificateId(), certificate.name());
    }

    private static Problem refusal(List<UploadResult> results) {
        List<Remark> blocking = results.stream()
                .flatMap(result -> result.remarks().stream())
                .filter(Remark::blocks)
                .toList();
        String sentence = results.size() == 1
                ? blocking.stream().map(Remark::sentence).collect(Collectors.joining(" "))
                : results.stream().map(Uploads::numbered).collect(Collectors.joining(" "));
        boolean onlyKnown = blocking.stream().allMatch(remark -> remark.certificate() != null);
        return onlyKnown
                ? new Problem(ProblemType.ALREADY_EXISTS, "%s", sentence).at("certificate")
                : Problem.invalid("certificate", sentence);
    }

    private static String numbered(UploadResult result) {
        return "Certificate %d (%s): %s"
                .formatted(
                        result.number(),
                        result.subject(),
                        result.remarks().stream()
                                .filter(Remark::blocks)
                                .map(Remark::sentence)
                                .collect(Collectors.joining(" ")));
    }
}
