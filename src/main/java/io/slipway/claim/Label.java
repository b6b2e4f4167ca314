package io.slipway.claim;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.time.Instant;
import java.util.Map;

/** A code to be printed: its text, and its QR code as the path of an SVG drawing. */
public record Label(String registrationId, String code, String url, Instant expiresAt, int size, String path) {
    static Label of(IssuedCode issued) {
        BitMatrix modules = encoded(issued.url());
        return new Label(
                issued.registrationId(),
                issued.code(),
                issued.url(),
                issued.expiresAt(),
                modules.getWidth(),
                drawn(modules));
    }

    private static BitMatrix encoded(String url) {
        try {
            return new QRCodeWriter().encode(url, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 4));
        } catch (WriterException e) {
            throw new IllegalStateException("An address is too long for a QR code: " + url, e);
        }
    }

    /** One unit square for each dark module. */
    private static String drawn(BitMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append("M%d %dh1v1h-1z".formatted(x, y));
                }
            }
        }
        return path.toString();
    }
}
