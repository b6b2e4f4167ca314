package io.slipway.enrollment;

import io.slipway.supply.ScopeAddress;

/**
 * The pages of one enrollment or group.
 *
 * @param collection {@code enrollments} or {@code groups}
 */
record EnrolledAddress(ScopeAddress scope, String collection, String name) {
    static EnrolledAddress ofEnrollment(ScopeAddress scope, String registrationId) {
        return new EnrolledAddress(scope, "enrollments", registrationId);
    }

    static EnrolledAddress ofGroup(ScopeAddress scope, String groupId) {
        return new EnrolledAddress(scope, "groups", groupId);
    }

    public boolean isGroup() {
        return collection.equals("groups");
    }

    public String page() {
        return scope.to(collection + "/" + name);
    }

    public String to(String page) {
        return page() + "/" + page;
    }

    public String list() {
        return scope.to(collection);
    }

    public String listTitle() {
        return isGroup() ? "Groups" : "Enrollments";
    }

    public String api() {
        return "/api/v1" + page();
    }

    public String api(String action) {
        return "/api/v1" + to(action);
    }

    /** The page of a device that it lets in. */
    public String device(String registrationId) {
        return scope.to("devices/" + registrationId);
    }
}
