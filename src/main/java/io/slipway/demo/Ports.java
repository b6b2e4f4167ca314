package io.slipway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out before anything starts whether a port can be had, and if not, who has it. */
final class Ports {
    private static final String LISTENING = "0A";

    private Ports() {}

    static void requireFree(int port, String setting, InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new DemoFailure("Port " + port + " is in use"
                    + holder(port).map(" by "::concat).orElse("")
                    + ". Stop that program, or choose another port: " + setting + "=" + (port + 1000)
                    + " ./slipway demo");
        }
    }

    /** Linux says which process listens; elsewhere, and for other users' processes, the sentence goes without. */
    private static Optional<String> holder(int port) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            List<String> sockets = sockets(port);
            return processes
                    .map(process -> process.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .filter(pid -> holdsOneOf(Path.of("/proc", pid), sockets))
                    .map(pid -> name(Long.parseLong(pid)) + " (process " + pid + ")")
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> sockets(int port) throws IOException {
        String local = ":%04X".formatted(port);
        try (Stream<String> lines =
                Stream.concat(Files.lines(Path.of("/proc/net/tcp")), Files.lines(Path.of("/proc/net/tcp6")))) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns[1].endsWith(local) && columns[3].equals(LISTENING))
                    .map(columns -> "socket:[" + columns[9] + "]")
                    .toList();
        }
    }

    private static boolean holdsOneOf(Path process, List<String> sockets) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .map(command -> Path.of(command).getFileName().toString())
                .orElse("a program");
    }
}
