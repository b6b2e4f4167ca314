package io.slipway.audit;

import io.slipway.db.Id;
import java.util.UUID;

/**
 * What somebody did to one object.
 *
 * @param action object type and verb, such as {@code scope.created}
 * @param before the object before, null when it began; never a secret
 * @param after the object after, null when it ended; never a secret
 */
public record Act(
        String action, String objectType, String objectId, String objectName, UUID scope, Object before, Object after) {
    public static Act of(String action, Object objectId, String objectName) {
        String type = action.substring(0, action.indexOf('.'));
        return new Act(action, type, objectId.toString(), objectName, null, null, null);
    }

    public Act in(Id scope) {
        return new Act(action, objectType, objectId, objectName, scope.value(), before, after);
    }

    public Act changing(Object before, Object after) {
        return new Act(action, objectType, objectId, objectName, scope, before, after);
    }
}
