package io.slipway.demo;

/** A reason why the demo cannot go on, as one sentence for the person who started it. */
public final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DemoFailure(String sentence) {
        super(sentence);
    }

    public DemoFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
