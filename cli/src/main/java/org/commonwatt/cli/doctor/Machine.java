package org.commonwatt.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.protocol.machine.FileTrouble;

/** Checks what the machine has free: disk, the port. */
final class Machine {

    private static final int PORT = 8480;
    private static final long LITTLE = 3L << 30;
    private static final long TOO_LITTLE = 1L << 30;

    private Machine() {}

    /** PyTorch unpacks to 0.5 GB, the database begins at 0.1 GB, and models and checkpoints come on top. */
    static Finding disk(DataFolder data) {
        try {
            Path there = data.root().toAbsolutePath();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            if (!Files.isWritable(there)) {
                return Finding.wrong(
                        "disk",
                        "The data folder " + data.root() + " cannot be written to.",
                        "Choose another with --data DIR or COMMONWATT_DATA.");
            }
            long free = Files.getFileStore(there).getUsableSpace();
            String says = Quantity.bytes(free) + " free for " + data.root();
            if (free < TOO_LITTLE) {
                return Finding.wrong("disk", says, "Make 3 GiB free, or choose another folder with --data DIR.");
            }
            return free < LITTLE
                    ? Finding.note("disk", says, "3 GiB or more leave room for models and checkpoints.")
                    : Finding.fine("disk", says);
        } catch (IOException e) {
            return Finding.wrong("disk", FileTrouble.of(e), "Choose another folder with --data DIR.");
        }
    }

    static Finding port(Service service) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
            return Finding.fine("port", PORT + " is free");
        } catch (IOException e) {
            return service.address().getPort() == PORT && service.healthy()
                    ? Finding.fine("port", PORT + " is the service's")
                    : Finding.note(
                            "port",
                            PORT + " is in use by another program.",
                            "Choose another port: commonwatt up --port N.");
        }
    }
}
