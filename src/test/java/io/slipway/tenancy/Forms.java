package io.slipway.tenancy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What people send from pages, so that it would be accepted, were the things they name their own. Whoever adds a form adds it
 * here; until then the tests fail and say so.
 */
final class Forms {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String HOST = "any.hub.slipway.localhost";
    private static final String ENROLLMENT =
            "attestation.type=symmetricKey|allocationPolicy=hashed|reprovisioning=migrate|enabled=true|version=0";
    private static final String KEYS =
            "attestation.symmetricKey.primaryKey=%1$s|attestation.symmetricKey.secondaryKey=%1$s".formatted(KEY);

    /** By what comes after the account; fields are parted by bars. */
    private final Map<String, String> forms;

    /** @param idScope that forms name which are not below a scope themselves */
    Forms(String idScope, String certificate) {
        String pem = "pem=" + certificate;
        String lease = "idScope=" + idScope + "|lessee=contoso|reference=Taken over|which=all";
        forms = Map.ofEntries(
                entry("claim-policies/{policy}/codes", "which=list|registrationIds=taken"),
                entry("claim-policies/{policy}/codes/withdrawals", "all=true"),
                entry("claim-policies/selections", "device=" + idScope + "/taken"),
                entry("claim/checks", "code=00000-00000-00000-00000"),
                entry("claim", "code=00000-00000-00000-00000"),
                entry(
                        "claim-policies",
                        "idScope=" + idScope + "|name=Taken " + UUID.randomUUID() + "|endAction=return"),
                entry("claim-policies/{policy}/settings", "name=Taken|endAction=return|noticeDays=30|version=0"),
                entry("scopes/{idScope}/devices/{registrationId}/disablement", "reason=Taken over"),
                entry("devices/selections", "device=" + idScope + "/taken"),
                entry("scopes/{idScope}/devices/{registrationId}/twin/previews", "desired={\"taken\":true}|version=1"),
                entry("scopes/{idScope}/devices/{registrationId}/twin", "desired={\"taken\":true}|version=1"),
                entry("scopes/{idScope}/hubs", "hostName=" + HOST + "|weight=1|applyAllocationPolicy=true"),
                entry("scopes/{idScope}/hubs/{link}", "weight=7|applyAllocationPolicy=true|version=0"),
                entry("scopes/{idScope}/hubs/{link}/abandonment", "confirmation=" + HOST),
                entry("scopes/{idScope}/hubs/{link}/clearing", "targetHub=" + HOST + "|twins=migrate"),
                entry("hubs", "name=taken-" + UUID.randomUUID() + "|connector=built-in"),
                entry("hubs/{hub}/settings", "capacity=7|version=0"),
                entry("hubs/{hub}/links/{link}/abandonment", "confirmation=" + HOST),
                entry("hubs/{hub}/links/{link}/clearing", "targetHub=" + HOST + "|twins=migrate"),
                entry("hubs/{hub}/sharing/offers", "how=name|operator=bolt|days=14"),
                entry("hubs/{hub}/sharing/loans", "tenant=corner"),
                entry("lent-hubs/{loan}/clearing", "targetHub=" + HOST + "|twins=migrate"),
                entry("hub-offers/codes", "code=00000-00000-00000-00000"),
                entry("hub-offers/{offer}/acceptances", "idScope=" + idScope + "|weight=1|applyAllocationPolicy=true"),
                entry("leases/{lease}/acceptances", "devices=|defaultHub="),
                entry("leases/{lease}/declines", "note=No"),
                entry("leases/{lease}/default-hub", "defaultHub="),
                entry("leases/{lease}/additions", "devices=taken|skipUnavailable=true"),
                entry("leases/{lease}/renewals", "open=true"),
                entry("leases/{lease}/returns", "reason=Taken over"),
                entry("leases/{lease}/recalls", "reason=Taken over"),
                entry("leases/{lease}/recall-withdrawals", "devices="),
                entry("leases/{lease}/collections", "hub="),
                entry("leases/{lease}/terminations", "confirmation=contoso|reason=Taken over"),
                entry("leases/{lease}/selections", "device=taken"),
                entry("new-lease/selections", "device=" + idScope + "/taken"),
                entry("new-lease", lease),
                entry("new-lease/changes", lease),
                entry("new-lease/proposals", lease),
                entry("reassignments/new", "device=" + idScope + "/taken"),
                entry(
                        "reassignments",
                        "scope=" + idScope + "|targetHub=" + HOST + "|twins=migrate|which=list|ids=taken"),
                entry("reassignments/{reassignment}/starts", "version=0"),
                entry("scopes/{idScope}/access-policies", "name=taken|rights=EnrollmentRead"),
                entry("scopes/{idScope}/access-policies/{name}/rights", "rights=EnrollmentRead|version=0"),
                entry("scopes/{idScope}/access-policies/{name}/rotations", "key=primary"),
                entry("scopes", "name=Taken " + UUID.randomUUID() + "|allocationPolicy=hashed"),
                entry("scopes/{idScope}/edit", "name=Taken|allocationPolicy=hashed|version=0"),
                entry("settings", "approvalAbove=|noticesTo="),
                entry("partners/supply-grants", "idScope=" + idScope + "|manufacturer=acme"),
                entry("scopes/{idScope}/certificates/{name}/verification-withdrawals", "reason=Taken over"),
                entry("scopes/{idScope}/certificates/{name}/name", "name=taken"),
                entry("scopes/{idScope}/certificates/{name}/verifications", pem),
                entry("scopes/{idScope}/new-certificate", "name=taken|" + pem),
                entry("scopes/{idScope}/new-certificate/saved", "name=taken|" + pem),
                entry("scopes/{idScope}/enrollments/{registrationId}/previews", ENROLLMENT),
                entry("scopes/{idScope}/enrollments/{registrationId}/settings", ENROLLMENT),
                entry("scopes/{idScope}/enrollments/{registrationId}/reveals", "key=primary"),
                entry("scopes/{idScope}/enrollments/{registrationId}/rotations", "key=primary"),
                entry("scopes/{idScope}/enrollments/{registrationId}/keys", KEYS),
                entry(
                        "scopes/{idScope}/enrollments/{registrationId}/provisioning-status",
                        "provisioningStatus=disabled"),
                entry("scopes/{idScope}/groups/{group}/previews", ENROLLMENT),
                entry("scopes/{idScope}/groups/{group}/settings", ENROLLMENT),
                entry("scopes/{idScope}/groups/{group}/reveals", "key=primary"),
                entry("scopes/{idScope}/groups/{group}/rotations", "key=primary"),
                entry("scopes/{idScope}/groups/{group}/keys", KEYS),
                entry("scopes/{idScope}/groups/{group}/derived-keys", "registrationId=taken"),
                entry("scopes/{idScope}/groups/{group}/provisioning-status", "provisioningStatus=disabled"),
                entry("scopes/{idScope}/new-enrollment", ENROLLMENT + "|registrationId=taken"),
                entry("scopes/{idScope}/new-group", ENROLLMENT + "|enrollmentGroupId=taken"));
    }

    /** As a browser encodes it; nothing for a button alone. */
    String of(Endpoint endpoint) {
        if (!endpoint.takesForm()) {
            return "";
        }
        String form =
                forms.get(endpoint.path().replaceFirst("^/a/\\{account}/", "").replaceFirst("^supply/", "scopes/"));
        if (form == null) {
            throw new AssertionError("%s (%s) has no form here. Add one that would be accepted to Forms."
                    .formatted(endpoint, endpoint.in()));
        }
        return Arrays.stream(form.split("\\|")).map(Forms::encoded).collect(Collectors.joining("&"));
    }

    private static String encoded(String field) {
        int equals = field.indexOf('=');
        return field.substring(0, equals) + "=" + URLEncoder.encode(field.substring(equals + 1), UTF_8);
    }
}
