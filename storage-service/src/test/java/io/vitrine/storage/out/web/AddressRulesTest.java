/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private static final AddressRules STRICT = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                "2001:200::1",
                "64:ff9b::808:808",
            })
    void address_ofThePublicInternet_isPermitted(String address) {
        assertThat(STRICT.permit("images.test", at(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:7f00:1",
                "::ffff:a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::a00:1",
                "64:ff9b:1::808:808",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            })
    void address_thatIsNotPublic_isRefused(String address) {
        assertThat(STRICT.permit("images.test", at(address))).isFalse();
    }

    @Property
    void address_ofAnIpv4InsideNat64_isPermittedAsItself(@ForAll @Size(4) byte[] inside) {
        byte[] outside = at("64:ff9b::").getAddress();
        System.arraycopy(inside, 0, outside, 12, 4);

        assertThat(STRICT.permit("images.test", AddressRange.address(outside)))
                .isEqualTo(STRICT.permit("images.test", AddressRange.address(inside)));
    }

    @Property
    void address_whoseIpv6IsNotGlobalUnicast_isRefused(@ForAll @Size(16) byte[] bytes) {
        InetAddress address = AddressRange.address(bytes);
        boolean global = (bytes[0] & 0xe0) == 0x20;

        assertThat(global || !STRICT.permit("images.test", address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "mirror.internal, mirror.internal, 10.0.0.1, true",
        "' Mirror.Internal ', mirror.internal, 10.0.0.1, true",
        "mirror.internal, other.internal, 10.0.0.1, false",
        "internal, mirror.internal, 10.0.0.1, false",
        "10.1.2.3, any.test, 10.1.2.3, true",
        "10.1.2.3, any.test, 10.1.2.4, false",
        "10.1.0.0/16, any.test, 10.1.255.255, true",
        "10.1.0.0/16, any.test, 10.2.0.0, false",
        "fd00::/8, any.test, fd12::1, true",
        "fd00::/8, any.test, fc12::1, false",
        "::1, any.test, ::1, true",
        "0.0.0.0/0, any.test, 127.0.0.1, true",
        "0.0.0.0/0, any.test, ::1, false",
        "::/0, any.test, ::1, true",
    })
    void exception_ofTheOperator_isPermitted(String exception, String host, String address, boolean permitted) {
        assertThat(new AddressRules(List.of(exception)).permit(host, at(address)))
                .isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/x", "::1/129", "10.0.0.0/", "10.0.0.0/8/8", "mirror.internal/8", ""})
    void exception_thatCannotBeRead_stopsTheStart(String exception) {
        assertThatThrownBy(() -> new AddressRules(List.of(exception))).isInstanceOf(IllegalArgumentException.class);
    }

    private static InetAddress at(String address) {
        return AddressRange.address(NetUtil.createByteArrayFromIpAddressString(address));
    }
}
