package io.slipway.spi;

/** The hub could not be reached, or refused Slipway's own credential. The message is shown to the operator. */
public final class HubUnavailable extends RuntimeException {
    public HubUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
