package io.slipway.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One HTTPS connection on a blocking socket, as little of HTTP as the device API needs: the client must cost little. */
final class DeviceConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private final SSLSocket socket;
    private final InputStream in;
    private final String host;

    DeviceConnection(Installation demo, SSLContext tls) throws IOException {
        host = demo.deviceHost();
        socket = (SSLSocket) tls.getSocketFactory().createSocket(host, demo.devicePort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        in = new BufferedInputStream(socket.getInputStream(), 4096);
    }

    String protocol() {
        return socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
    }

    /** Returns the body; whatever is not 200 fails. */
    String get(String path) throws IOException {
        return send("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host));
    }

    String put(String path, String authorization, String json) throws IOException {
        String header = authorization == null ? "" : "Authorization: " + authorization + "\r\n";
        return send("PUT %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s"
                .formatted(path, host, json.length(), header, json));
    }

    private String send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(status + ": " + body);
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Slipway closed the connection.");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
