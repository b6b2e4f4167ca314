package io.slipway.device;

import io.slipway.registration.RegistrationAnswer;
import io.slipway.registration.RegistrationState;
import java.time.Instant;

/** Answers as registration gives them. */
final class Answers {
    static final Instant CREATED = Instant.parse("2026-11-22T22:00:00.123456700Z");
    static final String OPERATION_ID = "4.5cda764d087b4e5a.6c6a7983-b979-44eb-8611-7f08bf1fc331";

    private Answers() {}

    static RegistrationAnswer assigned() {
        return new RegistrationAnswer.Operation(OPERATION_ID, "assigned", state(), 0);
    }

    static RegistrationAnswer assigning() {
        return new RegistrationAnswer.Operation(OPERATION_ID, "assigning", null, 0);
    }

    static RegistrationState state() {
        return new RegistrationState(
                "d1",
                CREATED,
                "west.hub.slipway.localhost",
                "d1",
                "assigned",
                "initialAssignment",
                null,
                null,
                CREATED,
                "IjAwMDAi",
                "{\"hello\": 1.0}",
                new RegistrationState.GroupReference("group-1"),
                null);
    }
}
