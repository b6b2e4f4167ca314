package io.slipway.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission an endpoint needs in the account its address names. Every endpoint has this or
 * {@code @PermitAll}; {@link AccountFilter} checks it before the method runs, {@link Acting} again before any row is read.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Permission value();

    /**
     * What a manufacturer needs instead where the address has a {@code side} and it says {@code supply}. Without it the
     * endpoint is not there for a manufacturer. At most one.
     */
    Permission[] supplying() default {};
}
