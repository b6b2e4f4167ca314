package io.slipway.device;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.slipway.registration.Registrations;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Opens the device plane's HTTPS port when the application starts, and keeps its certificate fresh. */
@Singleton
class DeviceListener {
    private static final Logger LOG = Logger.getLogger(DeviceListener.class);
    private static final long REFRESH_MILLIS = 10_000;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Where to listen, and how many requests may be in registration at once. */
    record Settings(String host, int port, int inFlight, double patience) {}

    private final Vertx vertx;
    private final DeviceTls tls;
    private final Registrar registrar;
    private final Settings settings;
    private final DeviceMeters meters;
    private volatile int port;
    private String deployment;
    private long refreshing;

    @Inject
    DeviceListener(
            Vertx vertx,
            DeviceTls tls,
            Registrations registrations,
            MeterRegistry meters,
            @ConfigProperty(name = "slipway.device.host") String host,
            @ConfigProperty(name = "slipway.device.https-port") int port,
            @ConfigProperty(name = "slipway.device.in-flight") int inFlight) {
        this(vertx, tls, Registrar.of(registrations), meters, new Settings(host, port, inFlight, 1));
    }

    DeviceListener(Vertx vertx, DeviceTls tls, Registrar registrar, MeterRegistry meters, Settings settings) {
        this.vertx = vertx;
        this.tls = tls;
        this.registrar = registrar;
        this.settings = settings;
        this.meters = new DeviceMeters(meters);
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Where devices connect, which with a configured port 0 is known only after the start. */
    int port() {
        return port;
    }

    void start() {
        HttpServerOptions options = HttpsListener.options(settings.host(), settings.port(), tls);
        try {
            deployment =
                    await(vertx.deployVerticle(() -> listener(options), new DeploymentOptions().setInstances(CORES)));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(cannotOpen(e), e);
        }
        refreshing = vertx.setPeriodic(
                REFRESH_MILLIS,
                tick -> vertx.executeBlocking(() -> {
                    tls.refresh();
                    return null;
                }));
        LOG.infof("Devices register at https://%s:%d.", settings.host(), port);
    }

    void stop() {
        vertx.cancelTimer(refreshing);
        try {
            await(vertx.undeploy(deployment));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The device listener did not close in order; its connections end with the process.", e);
        }
    }

    private HttpsListener listener(HttpServerOptions options) {
        DeviceConnections connections = new DeviceConnections(settings.patience());
        Gate gate = new Gate(Math.max(1, settings.inFlight() / CORES));
        meters.watch(gate);
        return new HttpsListener(
                options,
                new HttpsFront(registrar, tls::trustBundle, connections, gate, meters),
                connections,
                meters::handshakeFailed,
                opened -> port = opened);
    }

    private String cannotOpen(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return "The device listener cannot open port %d on %s (%s). Free the port, or choose another with"
                        .formatted(settings.port(), settings.host(), cause)
                + " SLIPWAY_DEVICE_HTTPS_PORT (slipway.device.https-port). A port below 1024 needs the right to bind it"
                + " (CAP_NET_BIND_SERVICE).";
    }

    private static <T> T await(Future<T> future) throws ExecutionException, TimeoutException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }
}
