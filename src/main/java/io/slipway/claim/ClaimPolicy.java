package io.slipway.claim;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.slipway.lease.Rights;
import io.slipway.scope.ScopeId;
import io.slipway.web.Versions;
import java.time.Instant;
import java.util.List;

/**
 * A claim policy as its account sees it.
 *
 * @param returnHub host name; null leaves it to allocation
 * @param closedAt null while its codes can be used
 * @param open codes that nobody used yet and that can be used
 * @param expired codes that nobody used in time
 * @param pending claims that wait for approval
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClaimPolicy(
        ClaimPolicyId id,
        @JsonIgnore ScopeId scope,
        String idScope,
        String name,
        List<String> rights,
        Integer termDays,
        int noticeDays,
        Integer mostDevices,
        boolean automatic,
        String endAction,
        String returnHub,
        Instant closedAt,
        @JsonIgnore int version,
        int open,
        int expired,
        int pending,
        int used) {
    @JsonProperty
    public String etag() {
        return Versions.etag(version);
    }

    @JsonIgnore
    public boolean isClosed() {
        return closedAt != null;
    }

    /** What the lessee may do, in plain words. */
    public List<String> words() {
        return Rights.words(rights);
    }

    ClaimPolicyDetails details() {
        return new ClaimPolicyDetails(
                idScope, name, rights, termDays, noticeDays, mostDevices, automatic, endAction, returnHub);
    }
}
