package io.slipway.device;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.function.IntConsumer;

/** The HTTPS listener on one event loop; as many as there are cores share its port. */
class HttpsListener extends AbstractVerticle {
    private static final long SWEEP_MILLIS = 1_000;
    /** A path of two IDs of 128 characters and a SAS token come to less than 2 KB. */
    private static final int HEAD_BYTES = 16 * 1024;

    private final HttpServerOptions options;
    private final HttpsFront front;
    private final DeviceConnections connections;
    private final Handler<Throwable> handshakeFailed;
    private final IntConsumer listening;

    HttpsListener(
            HttpServerOptions options,
            HttpsFront front,
            DeviceConnections connections,
            Handler<Throwable> handshakeFailed,
            IntConsumer listening) {
        this.options = options;
        this.front = front;
        this.connections = connections;
        this.handshakeFailed = handshakeFailed;
        this.listening = listening;
    }

    /** @param port 0 for any free one, which every event loop then shares */
    static HttpServerOptions options(String host, int port, DeviceTls tls) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                // To Vert.x 0 is a port for each instance, and a negative number one for all of them.
                .setPort(port == 0 ? -1 : port)
                .setMaxHeaderSize(HEAD_BYTES)
                .setMaxInitialLineLength(4096)
                .setAcceptBacklog(4096)
                .setTcpNoDelay(true);
        tls.secure(options);
        return options;
    }

    @Override
    public void start(Promise<Void> started) {
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .requestHandler(front)
                .invalidRequestHandler(front::handleInvalid)
                .exceptionHandler(handshakeFailed);
        vertx.setPeriodic(SWEEP_MILLIS, tick -> connections.closeOverdue());
        server.listen()
                .onSuccess(open -> listening.accept(open.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }
}
