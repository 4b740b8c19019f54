/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses images may be fetched from: those of the public internet, after IANA's special-purpose registries, and
 * the operator's exceptions. Of IPv6 only global unicast is public, so that the forms that carry an IPv4 address inside
 * are not; but NAT64's, which a network without IPv4 needs, is as public as the address it carries.
 */
final class AddressRules {

    private static final List<AddressRange> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared, behind a carrier's NAT
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, with the clouds' metadata services
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and broadcast
                    "2001::/23", // protocol assignments, with Teredo
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20") // documentation
            .map(AddressRange::parse)
            .toList();
    private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");
    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private final List<String> allowedNames;
    private final List<AddressRange> allowedRanges;

    /** {@code exceptions} are host names, addresses and CIDR ranges. */
    AddressRules(List<String> exceptions) {
        Map<Boolean, List<String>> named = exceptions.stream()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.partitioningBy(UriRules::isName));
        this.allowedNames = named.get(true);
        this.allowedRanges = named.get(false).stream().map(AddressRange::parse).toList();
    }

    /** Whether images may be fetched from {@code address}, which the host of that name has. */
    boolean permit(String host, InetAddress address) {
        return allowedNames.contains(host) || within(allowedRanges, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (NAT64.contains(address)) {
            byte[] bytes = address.getAddress();
            return isPublic(AddressRange.address(Arrays.copyOfRange(bytes, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES)));
        }
        boolean worldwide = address.getAddress().length == IPV4_BYTES || GLOBAL_UNICAST.contains(address);
        return worldwide && !within(NOT_PUBLIC, address);
    }

    private static boolean within(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
