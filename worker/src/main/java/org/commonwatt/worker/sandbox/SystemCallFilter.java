package org.commonwatt.worker.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A program for the kernel's seccomp filter ("classic" BPF, kernel document {@code seccomp_filter.rst}), under which a process
 * starts no other process, opens no socket, and does nothing else that a trainer has no business with. It is a second wall
 * behind the namespaces: sockets of a virtual machine's host, for one, heed no network namespace.
 *
 * <p>Threads are allowed. As the flags of {@code clone3} lie in memory that a filter can't read, it is answered with "no such
 * call", after which C libraries use {@code clone}.
 */
final class SystemCallFilter {

    private static final int LOAD = 0x20;
    private static final int EQUAL = 0x15;
    private static final int AT_LEAST = 0x35;
    private static final int ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int ALLOW = 0x7fff0000;
    private static final int REFUSE = 0x00050000 | 1;
    private static final int NO_SUCH_CALL = 0x00050000 | 38;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int CLONE_THREAD = 0x00010000;
    private static final int OTHER_ABI = 0x40000000;
    private static final int CLONE3 = 435;

    /** Calls that have the same number everywhere: io_uring, the new mount calls, pidfd_getfd, memfd_secret. */
    private static final int[] EVERYWHERE = {425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442, 447};

    /**
     * Numbers of one architecture's calls.
     *
     * @param token by which the kernel names the architecture (AUDIT_ARCH_…)
     * @param start number of clone, which starts threads and processes
     * @param refused numbers of what is refused
     */
    private record Calls(int token, int start, int[] refused) {}

    /**
     * fork, vfork; ptrace, process_vm_readv, process_vm_writev, kcmp; memfd_create, shmget, msgget, semget, mq_open; add_key,
     * request_key, keyctl; bpf, perf_event_open, userfaultfd; unshare, setns, mount, umount2, pivot_root, open_by_handle_at;
     * kexec_load, kexec_file_load, init_module, finit_module, delete_module, reboot, swapon, swapoff, acct, quotactl; socket.
     */
    private static final Calls X86_64 = new Calls(0xC000003E, 56, new int[] {
        57, 58, 101, 310, 311, 312, 319, 29, 68, 64, 240, 248, 249, 250, 321, 298, 323, 272, 308, 165, 166, 155, 304,
        246, 320, 175, 313, 176, 169, 167, 168, 163, 179, 41
    });

    /** The same; there is no fork or vfork. */
    private static final Calls AARCH64 = new Calls(0xC00000B7, 220, new int[] {
        117, 270, 271, 272, 279, 194, 186, 190, 180, 217, 218, 219, 280, 241, 282, 97, 268, 40, 39, 41, 265, 104, 294,
        105, 273, 106, 142, 224, 225, 89, 60, 198
    });

    private SystemCallFilter() {}

    /** The program, as bwrap and the kernel take it; nothing for processors that it is not written for. */
    static Optional<byte[]> program(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of(program(X86_64));
            case "aarch64" -> Optional.of(program(AARCH64));
            default -> Optional.empty();
        };
    }

    private static byte[] program(Calls calls) {
        int[] refused = IntStream.concat(IntStream.of(calls.refused()), IntStream.of(EVERYWHERE))
                .toArray();
        ByteBuffer code = ByteBuffer.allocate(8 * (14 + 2 * refused.length)).order(ByteOrder.nativeOrder());
        put(code, LOAD, 0, 0, ARCHITECTURE);
        put(code, EQUAL, 1, 0, calls.token());
        put(code, RETURN, 0, 0, REFUSE);
        put(code, LOAD, 0, 0, NUMBER);
        // The x32 calls of x86-64 have numbers of their own from here on.
        put(code, AT_LEAST, 0, 1, OTHER_ABI);
        put(code, RETURN, 0, 0, REFUSE);
        put(code, EQUAL, 0, 1, CLONE3);
        put(code, RETURN, 0, 0, NO_SUCH_CALL);
        for (int call : refused) {
            put(code, EQUAL, 0, 1, call);
            put(code, RETURN, 0, 0, REFUSE);
        }
        put(code, EQUAL, 1, 0, calls.start());
        put(code, RETURN, 0, 0, ALLOW);
        put(code, LOAD, 0, 0, FIRST_ARGUMENT);
        put(code, ANY_BIT, 0, 1, CLONE_THREAD);
        put(code, RETURN, 0, 0, ALLOW);
        put(code, RETURN, 0, 0, REFUSE);
        return Arrays.copyOf(code.array(), code.position());
    }

    /** One instruction: what to do, how many to skip where a comparison holds and where not, and a constant. */
    private static void put(ByteBuffer code, int operation, int ifTrue, int ifFalse, int constant) {
        code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(constant);
    }
}
