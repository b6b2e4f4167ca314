package io.slipway.web;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** An endpoint that takes a body needs one; without this an empty one would reach it as null. */
@Provider
public class RequiredBody implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        if (body == null) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The request has no body. Send what its description in /q/openapi asks for.");
        }
        return body;
    }
}
