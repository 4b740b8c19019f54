/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses that begin like {@code network}, for {@code bits} bits. */
record AddressRange(InetAddress network, int bits) {

    /** Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address; fails with an {@link IllegalArgumentException}. */
    static AddressRange parse(String text) {
        String[] parts = text.split("/", 2);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(parts[0]);
        if (bytes == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither a host name nor an address nor a CIDR range.");
        }
        InetAddress network = address(bytes);
        int all = width(network);
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : all;
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("'" + text + "' has a prefix longer than the address.");
        }
        return new AddressRange(network, bits);
    }

    /** The address of these four or sixteen bytes. */
    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    boolean contains(InetAddress address) {
        return width(address) == width(network)
                && number(address).xor(number(network)).bitLength() <= width(network) - bits;
    }

    private static int width(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
