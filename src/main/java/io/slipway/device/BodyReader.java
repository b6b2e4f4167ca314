package io.slipway.device;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Collects a request's body up to the protocol's 96 KB (section 5.6). A body somewhat larger is read to its end and thrown
 * away, as many clients see the answer only after they have sent everything.
 */
final class BodyReader {
    static final int LIMIT = 96 * 1024;
    private static final int DISCARDED = 1024 * 1024;

    private final HttpServerRequest request;
    private final HttpsAnswer answer;
    private final Runnable tooLarge;
    private Buffer body = Buffer.buffer();
    private long received;

    private BodyReader(HttpServerRequest request, HttpsAnswer answer, Runnable tooLarge) {
        this.request = request;
        this.answer = answer;
        this.tooLarge = tooLarge;
    }

    static void read(HttpServerRequest request, HttpsAnswer answer, Consumer<byte[]> whole, Runnable tooLarge) {
        boolean asksFirst = request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true);
        if (announced(request) > (asksFirst ? LIMIT : DISCARDED)) {
            answer.closing();
            tooLarge.run();
        } else {
            if (asksFirst) {
                request.response().writeContinue();
            }
            new BodyReader(request, answer, tooLarge).read(whole);
        }
    }

    private void read(Consumer<byte[]> whole) {
        request.handler(this::take);
        request.endHandler(end -> {
            if (received > LIMIT) {
                tooLarge.run();
            } else {
                whole.accept(body.getBytes());
            }
        });
        // The device went away; there is nobody to answer.
        request.exceptionHandler(gone -> body = Buffer.buffer());
    }

    private void take(Buffer chunk) {
        received += chunk.length();
        if (received > DISCARDED) {
            request.handler(null).endHandler(null).pause();
            answer.closing();
            tooLarge.run();
        } else if (received <= LIMIT) {
            body.appendBuffer(chunk);
        }
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
