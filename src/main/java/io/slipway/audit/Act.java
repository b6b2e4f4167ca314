package io.slipway.audit;

import io.slipway.db.Actor;
import io.slipway.db.Id;
import java.util.UUID;

/**
 * What somebody did to one object.
 *
 * @param actor who did it, null for the actor of the transaction
 * @param action object type and verb, such as {@code scope.created}
 * @param before the object before, null when it began; never a secret
 * @param after the object after, null when it ended; never a secret
 */
public record Act(
        Actor actor,
        String action,
        String objectType,
        String objectId,
        String objectName,
        UUID scope,
        Object before,
        Object after) {
    public static Act of(String action, Object objectId, String objectName) {
        String type = action.substring(0, action.indexOf('.'));
        return new Act(null, action, type, objectId.toString(), objectName, null, null, null);
    }

    /** For a transaction that carries the acts of several, such as the registrations that share a commit. */
    public Act by(Actor actor) {
        return new Act(actor, action, objectType, objectId, objectName, scope, before, after);
    }

    public Act in(Id scope) {
        return new Act(actor, action, objectType, objectId, objectName, scope.value(), before, after);
    }

    public Act changing(Object before, Object after) {
        return new Act(actor, action, objectType, objectId, objectName, scope, before, after);
    }
}
