package io.slipway.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/** Says in each answer how long it took here, so that people tell a slow page from a slow way to it: browsers show it. */
@ApplicationScoped
class ServerTiming {
    private static final String HEADER = "Server-Timing";
    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    void onEveryAnswer(@Observes Router router) {
        router.route().order(-20_000).handler(this::measure);
    }

    private void measure(RoutingContext context) {
        long begun = System.nanoTime();
        context.addHeadersEndHandler(sent -> {
            // A request that was routed again comes here again; it began the first time, whose handler is called last.
            double milliseconds = (System.nanoTime() - begun) / NANOS_IN_A_MILLISECOND;
            context.response().putHeader(HEADER, String.format(Locale.ROOT, "total;dur=%.1f", milliseconds));
        });
        context.next();
    }
}
