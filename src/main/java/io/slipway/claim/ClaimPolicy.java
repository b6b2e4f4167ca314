package io.slipway.claim;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.scope.ScopeId;
import java.util.List;

/**
 * A claim policy as its account sees it.
 *
 * @param open codes that nobody used yet
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
        int open,
        int pending,
        int used) {}
