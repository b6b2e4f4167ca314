package io.slipway.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Random secrets of one installation, made when first asked for and kept in a file that only its owner may read. */
public final class DemoSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Path file;
    private final Properties values = new Properties();

    private DemoSecrets(Path file) {
        this.file = file;
    }

    public static DemoSecrets in(Path file) {
        DemoSecrets secrets = new DemoSecrets(file);
        secrets.load();
        return secrets;
    }

    /** 32 random bytes, in letters that pass through addresses, settings and SQL unchanged. */
    public synchronized String get(String name) {
        return getOrMake(name, Base64.getUrlEncoder().withoutPadding());
    }

    /** A key as {@code slipway.master-keys} wants it. */
    synchronized String masterKeys() {
        return "demo:" + getOrMake("master-key", Base64.getEncoder());
    }

    private String getOrMake(String name, Base64.Encoder encoder) {
        if (!values.containsKey(name)) {
            byte[] bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            values.setProperty(name, encoder.encodeToString(bytes));
            save();
        }
        return values.getProperty(name);
    }

    private void load() {
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void save() {
        try {
            StringWriter text = new StringWriter();
            values.store(text, "Made by ./slipway demo. Whoever reads this can read what the demo encrypted.");
            PrivateFile.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
