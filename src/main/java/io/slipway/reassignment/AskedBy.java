package io.slipway.reassignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.db.AccountId;
import io.slipway.db.Actor;
import jakarta.enterprise.context.ApplicationScoped;

/** Remembers on whose behalf a reassignment runs, so that its events name a person and not the job. */
@ApplicationScoped
class AskedBy {
    private record Asked(Actor.Kind kind, String id, String name) {}

    private final ObjectMapper json;

    AskedBy(ObjectMapper json) {
        this.json = json;
    }

    String written(Actor actor) {
        try {
            return json.writeValueAsString(new Asked(actor.kind(), actor.id(), actor.name()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an actor is a plain record", e);
        }
    }

    Actor actor(Reassignment reassignment) {
        Asked asked = read(reassignment.askedBy());
        return new Actor(asked.kind(), asked.id(), asked.name(), account(reassignment));
    }

    String name(Reassignment reassignment) {
        return read(reassignment.askedBy()).name();
    }

    /** A handover is Slipway's own doing, in the name of the scope's account. */
    private static AccountId account(Reassignment reassignment) {
        return reassignment.isHandover() ? reassignment.accountId() : reassignment.requesterId();
    }

    private Asked read(String asked) {
        try {
            return json.readValue(asked, Asked.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an actor is a plain record", e);
        }
    }
}
