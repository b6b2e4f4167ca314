package io.slipway.device;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The listener with its front on a free port, as the application runs it but for registration behind it. */
class RunningListener implements AutoCloseable {
    static final String REGISTER = "/0ne00000001/registrations/d1/register?api-version=2019-03-31";

    final RecordingRegistrar registrar = new RecordingRegistrar();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final DeviceTls tls;
    final DeviceListener listener;
    private final Vertx vertx = Vertx.vertx();

    RunningListener(CertificateSource certificate, TlsEngine engine, int inFlight, double patience) {
        tls = new DeviceTls(certificate, engine);
        listener = new DeviceListener(
                vertx, tls, registrar, meters, new DeviceListener.Settings("127.0.0.1", 0, inFlight, patience));
        listener.start();
    }

    static RunningListener in(Path home, TlsEngine engine) {
        return new RunningListener(local(home), engine, 4096, 1);
    }

    static CertificateSource local(Path home) {
        return new LocalCertificate(home.resolve("device-tls"), names(), Clock.systemUTC());
    }

    static ServerNames names(String... more) {
        return new ServerNames("slipway.localhost", "slipway.localhost", Optional.of(List.of(more)));
    }

    URI uri(String path) {
        return URI.create("https://localhost:" + listener.port() + path);
    }

    SSLContext nobody() throws Exception {
        return TestCertificates.nobody("TLS", tls.trustBundle().orElseThrow());
    }

    HttpResponse<String> put(String path, String body) throws Exception {
        return send(nobody(), request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
    }

    HttpResponse<String> send(SSLContext context, HttpRequest.Builder request) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends these bytes as they are, and reads until the listener closes the connection. */
    String raw(String text) throws Exception {
        try (Socket socket = open()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return readAll(socket);
        }
    }

    SSLSocket open() throws Exception {
        SSLSocket socket = (SSLSocket) nobody().getSocketFactory().createSocket("localhost", listener.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    static String readAll(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    @Override
    public void close() {
        listener.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
