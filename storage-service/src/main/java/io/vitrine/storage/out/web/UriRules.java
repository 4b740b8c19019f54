/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import io.netty.util.NetUtil;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.StorageError;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which URIs may be fetched, as far as can be told without the network. A host is a DNS name or an address in its usual
 * spelling: what one reader takes for a name and another for an address is refused.
 */
final class UriRules {

    static final int LONGEST = 2048;

    private static final List<String> KNOWN_SCHEMES = List.of("http", "https");
    private static final String UNREADABLE =
            "The URI's host has to be a DNS name (an international one in its xn-- form),"
                    + " or an address in its usual form.";
    private static final Pattern NAME =
            Pattern.compile("(?!.{254})([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private final List<String> schemes;
    private final List<Integer> ports;
    private final AddressRules addresses;

    UriRules(StorageConfig.WebDownload config, AddressRules addresses) {
        if (!KNOWN_SCHEMES.containsAll(config.schemes())) {
            throw new IllegalArgumentException(
                    "vitrine.storage.web-download.schemes can be of " + KNOWN_SCHEMES + ", not " + config.schemes());
        }
        this.schemes = config.schemes();
        this.ports = config.ports();
        this.addresses = addresses;
    }

    /** The URI, taken apart; fails with a {@link StorageError.Invalid} that says what is wrong with it. */
    WebTarget check(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        require(ascii.toString().length() <= LONGEST, "The URI is longer than " + LONGEST + " characters.");
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        require(schemes.contains(scheme), "An image can be fetched by " + String.join(" or ", schemes) + " only.");
        String authority = ascii.getRawAuthority() == null ? "" : ascii.getRawAuthority();
        require(!authority.contains("@"), "The URI may not carry a user name or password.");
        boolean secure = scheme.equals("https");
        int port = ascii.getPort() >= 0 ? ascii.getPort() : secure ? WebTarget.HTTPS : WebTarget.HTTP;
        String host = host(ascii);
        InetAddress literal = literal(host);
        require(ports.contains(port), "An image can be fetched from the ports " + ports + " only.");
        require(literal == null || addresses.permit(host, literal), refusal(host));
        return new WebTarget(ascii, host, port, secure, literal);
    }

    /** Why a host is not asked. It does not tell which of its addresses is meant: they may be nobody's business. */
    static String refusal(String host) {
        return "Images may not be fetched from '" + host + "': it is not on the public internet.";
    }

    /** Whether this is a DNS name, which nobody can take for an address. */
    static boolean isName(String host) {
        return NAME.matcher(host).matches();
    }

    private static String host(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** The address that is written there; null for a name. */
    private static InetAddress literal(String host) {
        if (isName(host)) {
            return null;
        }
        boolean ipv6 = NetUtil.isValidIpV6Address(host) && !host.contains("%");
        require(ipv6 || NetUtil.isValidIpV4Address(host), UNREADABLE);
        InetAddress address = AddressRange.address(NetUtil.createByteArrayFromIpAddressString(host));
        boolean usual = ipv6
                ? address instanceof Inet6Address
                : address.getHostAddress().equals(host);
        require(usual, UNREADABLE);
        return address;
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            throw new StorageError.Invalid(reason);
        }
    }
}
