package io.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Certificates made by openssl in a folder of their own, as a manufacturer makes them. */
public final class Openssl {
    private final Path folder;

    private Openssl(Path folder) {
        this.folder = folder;
    }

    public static Openssl inNewFolder() {
        try {
            return new Openssl(Files.createTempDirectory(Path.of("target"), "openssl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes {@code file.key} and the self-signed CA {@code file.pem}. */
    public String newCa(String file, String commonName) {
        newKey(file);
        return renewCa(file, file, commonName);
    }

    /** Another CA certificate of an existing key. */
    public String renewCa(String key, String file, String commonName) {
        return selfSigned(key, file, commonName, "keyUsage=critical,keyCertSign,cRLSign");
    }

    /** A self-signed certificate that is no CA. */
    public String newDevice(String file, String commonName) {
        newKey(file);
        return selfSigned(file, file, commonName, "basicConstraints=critical,CA:false");
    }

    /** What a manufacturer answers a verification code with: a certificate with it as common name, signed by the CA. */
    public String proof(String ca, String code) {
        newKey("verify");
        run("openssl", "req", "-new", "-key", "verify.key", "-subj", "/CN=" + code, "-out", "verify.csr");
        run(
                "openssl",
                "x509",
                "-req",
                "-in",
                "verify.csr",
                "-CA",
                ca + ".pem",
                "-CAkey",
                ca + ".key",
                "-CAcreateserial",
                "-days",
                "1",
                "-sha256",
                "-out",
                "verify.pem");
        return read("verify.pem");
    }

    /** Runs whatever the test was told to run, a script of the portal say. */
    public void shell(String script) {
        run("sh", "-e", "-c", script);
    }

    public void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void newKey(String file) {
        run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", file + ".key");
    }

    private String selfSigned(String key, String file, String commonName, String extension) {
        run(
                "openssl",
                "req",
                "-x509",
                "-new",
                "-key",
                key + ".key",
                "-sha256",
                "-days",
                "365",
                "-subj",
                "/CN=" + commonName,
                "-addext",
                extension,
                "-out",
                file + ".pem");
        return read(file + ".pem");
    }

    private void run(String... command) {
        List<String> words = List.of(command);
        try {
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", words) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
