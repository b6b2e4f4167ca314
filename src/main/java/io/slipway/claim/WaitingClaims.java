package io.slipway.claim;

/** Claims by one policy that wait for the operator's approval. */
public record WaitingClaims(ClaimPolicyId policy, String name, int claims) {}
