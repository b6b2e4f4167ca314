package io.slipway.web;

/**
 * One of several small forms on a page as it was sent, so that only that one is shown again when it is refused.
 *
 * @param action what it is for, which begins the ids of its fields; empty for none
 */
public record SentForm(String action, Form form) {
    private static final SentForm NONE = new SentForm("", Form.empty());

    public static SentForm none() {
        return NONE;
    }

    public SentForm refusedWith(Problem problem) {
        return new SentForm(action, form.refusedWith(problem));
    }

    public boolean isOf(String other) {
        return action.equals(other);
    }

    /** What the form for that action shows: nothing typed and nothing wrong unless it is this one. */
    public Form of(String other) {
        return isOf(other) ? form : Form.empty();
    }
}
